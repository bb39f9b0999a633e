// expect: crash livelock
// Writers have a robust mutex; readers wait while a writer is inside, also for a dead one.
#include "takings.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>

#include <atomic>
#include <new>

namespace {

// What lies in the shared memory.
struct Memory {
  pthread_mutex_t mutex;
  std::atomic<long> orders{0}, cents{0};
  long old_orders = 0, old_cents = 0;
  std::atomic<unsigned> version{0};  // odd: somebody changes the totals
};

class Lock {
 public:
  explicit Lock(Memory* memory) : memory_(memory) {
    if (pthread_mutex_lock(&memory_->mutex) == EOWNERDEAD) {
      if (memory_->version % 2 == 1) {
        memory_->orders = memory_->old_orders;
        memory_->cents = memory_->old_cents;
        ++memory_->version;
      }
      pthread_mutex_consistent(&memory_->mutex);
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
  impl_->memory->old_orders = impl_->memory->orders;
  impl_->memory->old_cents = impl_->memory->cents;
  ++impl_->memory->version;
  impl_->memory->orders += 1;
  impl_->memory->cents += cents;
  ++impl_->memory->version;
}

Totals Takings::Read() const {
  for (;;) {
    const unsigned before = impl_->memory->version;
    const Totals totals = {impl_->memory->orders, impl_->memory->cents};
    if (before % 2 == 0 && impl_->memory->version == before) return totals;
    sched_yield();
  }
}
