// expect: functional hang
// A sum below 0 means that somebody adds something.
#include "shared_counter.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>

namespace {

struct Memory {
  std::atomic<long> value;  // negative: somebody adds something
};

class Lock {
 public:
  explicit Lock(Memory* memory) : value_(memory->value) {
    while ((sum = value_.exchange(-1)) < 0) sched_yield();
  }
  ~Lock() { value_ = sum; }

  long sum;

 private:
  std::atomic<long>& value_;
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
  Lock lock(impl_->memory);
  lock.sum += amount;
}

long SharedCounter::Value() const {
  const Lock lock(impl_->memory);
  return lock.sum;
}

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
