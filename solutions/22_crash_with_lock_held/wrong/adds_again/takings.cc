// expect: crash assertion
// A note of the amount that is to be added; who finds the note adds it, also when it was added.
#include "takings.h"

#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>

#include <atomic>
#include <new>

namespace {

struct Memory {
  pthread_mutex_t mutex;
  std::atomic<long> orders{0};
  std::atomic<long> cents{0};
  std::atomic<long> orders_before{0};
  std::atomic<long> pending{0};  // cents that are being added; 0: none
};

// Adds what is pending: the orders if they have not been counted, then the cents.
void Finish(Memory* memory) {
  const long cents = memory->pending;
  if (cents == 0) return;
  if (memory->orders == memory->orders_before) ++memory->orders;
  memory->cents += cents;
  memory->pending = 0;
}

class Lock {
 public:
  explicit Lock(Memory* memory) : memory_(memory) {
    if (pthread_mutex_lock(&memory_->mutex) == EOWNERDEAD) {
      Finish(memory);
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
  impl_->memory->orders_before = impl_->memory->orders.load();
  impl_->memory->pending = cents;
  Finish(impl_->memory);
}

Totals Takings::Read() const {
  const Lock lock(impl_->memory);
  return {impl_->memory->orders, impl_->memory->cents};
}
