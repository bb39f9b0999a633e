// expect: crash livelock
// Takes the lock from an owner that does not exist any more; but the dead one keeps its number
// until somebody has waited for it, and later the number may be given to another process.
#include "takings.h"

#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <new>

namespace {

// What lies in the shared memory. The totals stand there twice; `valid` says which of the two
// holds.
struct Memory {
  std::atomic<pid_t> owner{0};
  Totals totals[2];
  std::atomic<int> valid{0};
};

class Lock {
 public:
  explicit Lock(Memory* memory) : memory_(memory) {
    pid_t owner = 0;
    while (!memory_->owner.compare_exchange_strong(owner, getpid())) {
      if (kill(owner, 0) == 0) {
        owner = 0;
        sched_yield();
      }
    }
  }
  ~Lock() { memory_->owner = 0; }

 private:
  Memory* memory_;
};

}  // namespace

struct Takings::Impl {
  Memory* memory = nullptr;
};

Takings::Takings() : impl_(new Impl) {
  void* memory =
      mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->memory = new (memory) Memory;
}

Takings::~Takings() { munmap(impl_->memory, sizeof(Memory)); }

void Takings::Add(long cents) {
  const Lock lock(impl_->memory);
  const int valid = impl_->memory->valid;
  Totals& next = impl_->memory->totals[1 - valid];
  next = impl_->memory->totals[valid];
  next.orders += 1;
  next.cents += cents;
  impl_->memory->valid = 1 - valid;
}

Totals Takings::Read() const {
  const Lock lock(impl_->memory);
  return impl_->memory->totals[impl_->memory->valid];
}
