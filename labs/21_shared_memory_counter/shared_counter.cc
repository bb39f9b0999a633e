// Shared counter: the code to repair. It opens shared memory and puts a number and a mutex there.
#include "shared_counter.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

namespace {

// What lies in the shared memory.
struct Memory {
  pthread_mutex_t mutex;
  long value;
};

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const int file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
  ftruncate(file, sizeof(Memory));
  void* address = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  impl_->memory = static_cast<Memory*>(address);
  pthread_mutex_init(&impl_->memory->mutex, nullptr);
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
