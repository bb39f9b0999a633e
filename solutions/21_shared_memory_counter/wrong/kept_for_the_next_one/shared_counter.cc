// expect: functional assertion
// What was open once stays mapped, also when another process has removed it.
#include "shared_counter.h"

#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <stdexcept>

namespace {

// What lies in the shared memory. New memory is all zero, so `ready` starts as false.
struct Memory {
  std::atomic<bool> ready;
  pthread_mutex_t mutex;
  long value;
};

// Waits until the process that made the memory has given it its size.
void WaitForSize(int file) {
  struct stat info;
  while (fstat(file, &info) == 0 && info.st_size == 0) sched_yield();
}

std::map<std::string, Memory*> known;  // the counters that this process has had open

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
  memory->ready = true;  // release: whoever sees it sees the mutex, too
}

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  if (known.count(name) != 0) {
    impl_->memory = known[name];
    return;
  }
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
  known[name] = impl_->memory;
}

SharedCounter::~SharedCounter() = default;

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

void SharedCounter::Remove(const std::string& name) {
  shm_unlink(name.c_str());
  known.erase(name);
}
