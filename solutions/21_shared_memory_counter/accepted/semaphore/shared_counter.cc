// Shared counter: a semaphore in the shared memory, made for processes.
#include "shared_counter.h"

#include <fcntl.h>
#include <sched.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>

namespace {

// What lies in the shared memory. New memory is all zero, so `ready` starts as false.
struct Memory {
  std::atomic<bool> ready;
  sem_t lock;
  long value;
};

// Waits until the process that made the memory has given it its size.
void WaitForSize(int file) {
  struct stat info;
  while (fstat(file, &info) == 0 && info.st_size == 0) sched_yield();
}

Memory* Map(int file) {
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return static_cast<Memory*>(memory);
}

void Initialise(Memory* memory) {
  sem_init(&memory->lock, /*pshared=*/1, 1);
  memory->ready = true;
}

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  // O_EXCL: only one process makes the memory. It alone sets it up; the others wait for it.
  int file = shm_open(name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0600);
  const bool creator = file >= 0;
  if (creator) {
    if (ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no space for a counter");
  } else {
    file = shm_open(name.c_str(), O_RDWR, 0600);
    WaitForSize(file);
  }
  impl_->memory = Map(file);
  close(file);  // the mapping stays
  if (creator) Initialise(impl_->memory);
  while (!impl_->memory->ready) sched_yield();
}

SharedCounter::~SharedCounter() { munmap(impl_->memory, sizeof(Memory)); }

void SharedCounter::Add(long amount) {
  while (sem_wait(&impl_->memory->lock) != 0) {
  }
  impl_->memory->value += amount;
  sem_post(&impl_->memory->lock);
}

long SharedCounter::Value() const {
  while (sem_wait(&impl_->memory->lock) != 0) {
  }
  const long value = impl_->memory->value;
  sem_post(&impl_->memory->lock);
  return value;
}

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
