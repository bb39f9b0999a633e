// expect: explore deadlock
// Who goes away while it is inside gives its slot back and tells nobody.
#include "car_park.h"

#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <string>

namespace {

// What lies in the shared memory.
struct Memory {
  pthread_mutex_t mutex;
  pthread_cond_t freed;
  int free;
};

}  // namespace

struct CarPark::Impl {
  pid_t inside = 0;  // the process that is; a child of it has another number
  Memory* memory = nullptr;
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  void* memory =
      mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->memory = new (memory) Memory;
  impl_->memory->free = slots;
  pthread_mutexattr_t of_mutex;
  pthread_mutexattr_init(&of_mutex);
  pthread_mutexattr_setpshared(&of_mutex, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&impl_->memory->mutex, &of_mutex);
  pthread_condattr_t of_condition;
  pthread_condattr_init(&of_condition);
  pthread_condattr_setpshared(&of_condition, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(&impl_->memory->freed, &of_condition);
}

CarPark::~CarPark() {
  if (impl_->inside == getpid()) {
    pthread_mutex_lock(&impl_->memory->mutex);
    ++impl_->memory->free;
    pthread_mutex_unlock(&impl_->memory->mutex);
  }
  munmap(impl_->memory, sizeof(Memory));
}

void CarPark::Enter() {
  pthread_mutex_lock(&impl_->memory->mutex);
  while (impl_->memory->free == 0) {
    pthread_cond_wait(&impl_->memory->freed, &impl_->memory->mutex);
  }
  --impl_->memory->free;
  pthread_mutex_unlock(&impl_->memory->mutex);
  impl_->inside = getpid();
}

bool CarPark::TryEnter() {
  pthread_mutex_lock(&impl_->memory->mutex);
  const bool got = impl_->memory->free > 0;
  if (got) --impl_->memory->free;
  pthread_mutex_unlock(&impl_->memory->mutex);
  if (got) impl_->inside = getpid();
  return got;
}

bool CarPark::Leave() {
  if (impl_->inside != getpid()) return false;
  impl_->inside = 0;
  pthread_mutex_lock(&impl_->memory->mutex);
  ++impl_->memory->free;
  pthread_mutex_unlock(&impl_->memory->mutex);
  pthread_cond_signal(&impl_->memory->freed);
  return true;
}
