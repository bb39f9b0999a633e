// expect: crash assertion
// Robust, but takes EOWNERDEAD for a failure and gives up.
#include "takings.h"

#include <pthread.h>
#include <sys/mman.h>

#include <atomic>
#include <new>
#include <system_error>

namespace {

// What lies in the shared memory. The totals stand there twice; `valid` says which of the two
// holds.
struct Memory {
  pthread_mutex_t mutex;
  Totals totals[2];
  std::atomic<int> valid{0};
};

class Lock {
 public:
  explicit Lock(Memory* memory) : memory_(memory) {
    const int error = pthread_mutex_lock(&memory_->mutex);
    if (error != 0) throw std::system_error(error, std::generic_category(), "lock");
  }
  ~Lock() { pthread_mutex_unlock(&memory_->mutex); }

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
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&impl_->memory->mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
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
