// Shared counter: a robust mutex, set up under a lock on the file; it survives the death of its
// owner.
#include "shared_counter.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace {

struct Memory {
  pthread_mutex_t mutex;
  long value;
};

class Lock {
 public:
  explicit Lock(pthread_mutex_t* mutex) : mutex_(mutex) {
    // One number is never half changed, so nothing needs repair.
    if (pthread_mutex_lock(mutex_) == EOWNERDEAD) pthread_mutex_consistent(mutex_);
  }
  ~Lock() { pthread_mutex_unlock(mutex_); }

 private:
  pthread_mutex_t* const mutex_;
};

void Initialise(Memory* memory) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&memory->mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
}

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const int file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
  while (flock(file, LOCK_EX) != 0) {
  }
  struct stat info = {};
  fstat(file, &info);
  const bool fresh = info.st_size == 0;
  if (fresh && ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no space");
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  impl_->memory = static_cast<Memory*>(memory);
  if (fresh) Initialise(impl_->memory);
  flock(file, LOCK_UN);  // close() alone would not: the mapping keeps the file open
  close(file);
}

SharedCounter::~SharedCounter() { munmap(impl_->memory, sizeof(Memory)); }

void SharedCounter::Add(long amount) {
  const Lock lock(&impl_->memory->mutex);
  impl_->memory->value += amount;
}

long SharedCounter::Value() const {
  const Lock lock(&impl_->memory->mutex);
  return impl_->memory->value;
}

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
