// expect: hygiene leak
// Shared counter: Remove() forgets the semaphore, whose name stays.
#include "shared_counter.h"

#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>

namespace {

struct Memory {
  long value;
};

std::string LockName(const std::string& name) { return name + "-lock"; }

Memory* Map(int file) {
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return static_cast<Memory*>(memory);
}

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
  sem_t* lock = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const int file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
  if (ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no space for a counter");
  impl_->memory = Map(file);
  close(file);
  impl_->lock = sem_open(LockName(name).c_str(), O_CREAT, 0600, 1);
}

SharedCounter::~SharedCounter() {
  sem_close(impl_->lock);
  munmap(impl_->memory, sizeof(Memory));
}

void SharedCounter::Add(long amount) {
  while (sem_wait(impl_->lock) != 0) {
  }
  impl_->memory->value += amount;
  sem_post(impl_->lock);
}

long SharedCounter::Value() const {
  while (sem_wait(impl_->lock) != 0) {
  }
  const long value = impl_->memory->value;
  sem_post(impl_->lock);
  return value;
}

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
