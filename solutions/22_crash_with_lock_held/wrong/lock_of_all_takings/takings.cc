// expect: crash assertion
// One robust lock for all: who learns that its owner died repairs its own takings only.
#include "takings.h"

#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>

#include <atomic>
#include <new>

namespace {

// What lies in the shared memory.
struct Memory {
  Totals totals;
  Totals before;                      // the totals before the change that is going on,
  std::atomic<bool> changing{false};  // if one is going on
};

// One lock is enough for all.
pthread_mutex_t* everywhere = nullptr;

class Lock {
 public:
  explicit Lock(Memory* memory) : memory_(memory) {
    if (pthread_mutex_lock(everywhere) == EOWNERDEAD) {
      // Doing this twice is as good as doing it once: so it may be interrupted, too.
      if (memory_->changing) memory_->totals = memory_->before;
      memory_->changing = false;
      pthread_mutex_consistent(everywhere);
    }
  }
  ~Lock() { pthread_mutex_unlock(everywhere); }

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
  if (everywhere != nullptr) return;
  void* lock = mmap(nullptr, sizeof(pthread_mutex_t), PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  everywhere = static_cast<pthread_mutex_t*>(lock);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(everywhere, &attributes);
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
