// expect: crash assertion
// Lets others in before it has repaired; two may repair at once, or one repairs what another
// changes.
#include "takings.h"

#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>

#include <atomic>
#include <new>

namespace {

// What lies in the shared memory.
struct Memory {
  pthread_mutex_t mutex;
  Totals totals;
  Totals before;                      // the totals before the change that is going on,
  std::atomic<bool> changing{false};  // if one is going on
};

class Lock {
 public:
  explicit Lock(Memory* memory) : memory_(memory) {
    while (pthread_mutex_lock(&memory_->mutex) == EOWNERDEAD) {
      pthread_mutex_consistent(&memory_->mutex);
      pthread_mutex_unlock(&memory_->mutex);
      if (memory_->changing) memory_->totals = memory_->before;
      memory_->changing = false;
    }
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
  impl_->memory->before = impl_->memory->totals;
  impl_->memory->changing = true;
  impl_->memory->totals.orders += 1;
  impl_->memory->totals.cents += cents;
  impl_->memory->changing = false;
}

Totals Takings::Read() const {
  const Lock lock(impl_->memory);
  return impl_->memory->totals;
}
