// expect: explore assertion
// Shared counter: the memory gets its name when it is ready; but rename() replaces the memory of
// who was faster.
#include "shared_counter.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace {
const char kFolder[] = "/dev/shm";

struct Memory {
  pthread_mutex_t mutex;
  long value;
};

[[noreturn]] void Fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

Memory* Map(int file) {
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (memory == MAP_FAILED) Fail("mmap");
  return static_cast<Memory*>(memory);
}

Memory* Make(const std::string& path) {
  const std::string mine = path + "." + std::to_string(getpid());
  const int file = open(mine.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) Fail("open");
  if (ftruncate(file, sizeof(Memory)) != 0) Fail("ftruncate");
  Memory* memory = Map(file);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&memory->mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
  if (std::rename(mine.c_str(), path.c_str()) != 0) Fail("rename");
  return memory;
}

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const std::string path = kFolder + name;
  while (impl_->memory == nullptr) {
    const int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file >= 0) {
      impl_->memory = Map(file);
    } else if (errno == ENOENT) {
      impl_->memory = Make(path);
    } else {
      Fail("open");
    }
  }
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

void SharedCounter::Remove(const std::string& name) { unlink((kFolder + name).c_str()); }
