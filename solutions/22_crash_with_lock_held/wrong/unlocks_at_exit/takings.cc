// expect: crash deadlock
// Unlocks in a handler for the end of the process; kill -9 calls no handler.
#include "takings.h"

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

// What lies in the shared memory. The totals stand there twice; `valid` says which of the two
// holds.
struct Memory {
  pthread_mutex_t mutex;
  Totals totals[2];
  std::atomic<int> valid{0};
};

pthread_mutex_t* held = nullptr;  // by this process

void Unlock() {
  if (held != nullptr) pthread_mutex_unlock(held);
  held = nullptr;
}

void OnSignal(int) {
  Unlock();
  _exit(1);
}

class Lock {
 public:
  explicit Lock(Memory* memory) {
    pthread_mutex_lock(&memory->mutex);
    held = &memory->mutex;
  }
  ~Lock() { Unlock(); }
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
  pthread_mutex_init(&impl_->memory->mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
  std::atexit(Unlock);
  signal(SIGTERM, OnSignal);
  signal(SIGALRM, OnSignal);
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
