// expect: tsan assertion
// Shared counter: a named semaphore that lets two in at once.
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

std::string SemaphoreName(const std::string& name) { return name + "-lock"; }

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
  sem_t* permits = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const int file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
  if (ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no space for a counter");
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  impl_->memory = static_cast<Memory*>(memory);
  close(file);
  impl_->permits = sem_open(SemaphoreName(name).c_str(), O_CREAT, 0600, 2);
  if (impl_->permits == SEM_FAILED) throw std::runtime_error("no semaphore");
}

SharedCounter::~SharedCounter() {
  sem_close(impl_->permits);
  munmap(impl_->memory, sizeof(Memory));
}

void SharedCounter::Add(long amount) {
  while (sem_wait(impl_->permits) != 0) {
  }
  impl_->memory->value += amount;
  sem_post(impl_->permits);
}

long SharedCounter::Value() const {
  while (sem_wait(impl_->permits) != 0) {
  }
  const long value = impl_->memory->value;
  sem_post(impl_->permits);
  return value;
}

void SharedCounter::Remove(const std::string& name) {
  shm_unlink(name.c_str());
  sem_unlink(SemaphoreName(name).c_str());
}
