// expect: explore data-race
// Whoever finds the memory new initialises it; the others go on as soon as somebody has begun.
#include "shared_counter.h"

#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>

namespace {

// What lies in the shared memory. New memory is all zero, so `state` starts as 0.
struct Memory {
  std::atomic<int> state;
  pthread_mutex_t mutex;
  long value;
};

Memory* Map(int file) {
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return static_cast<Memory*>(memory);
}

void Initialise(Memory* memory) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&memory->mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
}

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const int file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
  if (ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no space for a counter");
  impl_->memory = Map(file);
  close(file);  // the mapping stays
  int nothing = 0;
  if (impl_->memory->state.compare_exchange_strong(nothing, 1)) Initialise(impl_->memory);
}

SharedCounter::~SharedCounter() { munmap(impl_->memory, sizeof(Memory)); }

void SharedCounter::Add(long amount) {
  pthread_mutex_lock(&impl_->memory->mutex);
  impl_->memory->value += amount;
  pthread_mutex_unlock(&impl_->memory->mutex);
}

long SharedCounter::Value() const {
  pthread_mutex_lock(&impl_->memory->mutex);
  const long value = impl_->memory->value;
  pthread_mutex_unlock(&impl_->memory->mutex);
  return value;
}

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
