// Shared counter: a lock of our own on a shared futex, as in Drepper's "Futexes are tricky".
#include "shared_counter.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>

namespace {

// New memory is all zero: unlocked, and a counter at zero.
struct Memory {
  std::atomic<int> state;  // 0 free, 1 taken, 2 taken and somebody may sleep
  long value;
};

// Without FUTEX_PRIVATE_FLAG: the sleepers are in other processes.
class Lock {
 public:
  explicit Lock(std::atomic<int>& state) : state_(state) {
    int seen = 0;
    if (state_.compare_exchange_strong(seen, 1)) return;
    while (state_.exchange(2) != 0) syscall(SYS_futex, &state_, FUTEX_WAIT, 2, nullptr, nullptr, 0);
  }
  ~Lock() {
    if (state_.exchange(0) == 2) syscall(SYS_futex, &state_, FUTEX_WAKE, 1, nullptr, nullptr, 0);
  }

 private:
  std::atomic<int>& state_;
};

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const int file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
  if (ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no space for a counter");
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  impl_->memory = static_cast<Memory*>(memory);
  close(file);
}

SharedCounter::~SharedCounter() { munmap(impl_->memory, sizeof(Memory)); }

void SharedCounter::Add(long amount) {
  const Lock lock(impl_->memory->state);
  impl_->memory->value += amount;
}

long SharedCounter::Value() const {
  const Lock lock(impl_->memory->state);
  return impl_->memory->value;
}

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
