// expect: functional exception
// SEM_UNDO takes the lock back from the dead; the unlock needs none, the desk lives.
#include "takings.h"

#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/sem.h>

#include <atomic>
#include <cerrno>
#include <new>
#include <system_error>

namespace {
struct Memory {
  Totals totals[2];
  std::atomic<int> valid{0};
};
union semun {
  int val;
  semid_ds* buf;
  unsigned short* array;
};
void Change(int set, short by, short flags) {
  sembuf step = {0, by, flags};
  while (semop(set, &step, 1) != 0) {
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "semop");
  }
}
class Lock {
 public:
  explicit Lock(int set) : set_(set) { Change(set_, -1, SEM_UNDO); }
  ~Lock() { Change(set_, 1, 0); }

 private:
  int set_;
};
}  // namespace

struct Takings::Impl {
  Memory* memory = nullptr;
  int set = -1;
};

Takings::Takings() : impl_(new Impl) {
  void* memory =
      mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->memory = new (memory) Memory;
  impl_->set = semget(IPC_PRIVATE, 1, 0600);
  if (impl_->set < 0) throw std::system_error(errno, std::generic_category(), "semget");
  semun one;
  one.val = 1;
  semctl(impl_->set, 0, SETVAL, one);
}

Takings::~Takings() {
  munmap(impl_->memory, sizeof(Memory));
  semctl(impl_->set, 0, IPC_RMID);
}

void Takings::Add(long cents) {
  const Lock lock(impl_->set);
  const int valid = impl_->memory->valid;
  Totals& next = impl_->memory->totals[1 - valid];
  next = impl_->memory->totals[valid];
  next.orders += 1;
  next.cents += cents;
  impl_->memory->valid = 1 - valid;
}

Totals Takings::Read() const {
  const Lock lock(impl_->set);
  return impl_->memory->totals[impl_->memory->valid];
}
