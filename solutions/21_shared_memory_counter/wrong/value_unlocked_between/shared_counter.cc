// expect: tsan assertion
// Shared counter: reads under the lock, adds outside, writes under the lock.
#include "shared_counter.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>

namespace {

struct Memory {
  std::atomic<bool> locked;  // new memory is all zero: unlocked
  long value;
};

class Lock {
 public:
  explicit Lock(Memory* memory) : locked_(memory->locked) {
    while (locked_.exchange(true, std::memory_order_acquire)) sched_yield();
  }
  ~Lock() { locked_.store(false, std::memory_order_release); }

 private:
  std::atomic<bool>& locked_;
};

Memory* Map(int file) {
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return static_cast<Memory*>(memory);
}

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const int file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
  if (ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no space for a counter");
  impl_->memory = Map(file);
  close(file);
}

SharedCounter::~SharedCounter() { munmap(impl_->memory, sizeof(Memory)); }

void SharedCounter::Add(long amount) {
  long value = Value();
  value += amount;
  const Lock lock(impl_->memory);
  impl_->memory->value = value;
}

long SharedCounter::Value() const {
  const Lock lock(impl_->memory);
  return impl_->memory->value;
}

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
