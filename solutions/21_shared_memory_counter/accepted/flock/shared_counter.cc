// Shared counter: flock() on a descriptor that each process opened itself.
#include "shared_counter.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>

namespace {

struct Memory {
  long value;
};

// The kernel locks the file for this opening of it; other processes wait.
class Lock {
 public:
  explicit Lock(int file) : file_(file) {
    while (flock(file_, LOCK_EX) != 0) {
    }
  }
  ~Lock() { flock(file_, LOCK_UN); }

 private:
  const int file_;
};

Memory* Map(int file) {
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return static_cast<Memory*>(memory);
}

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
  int file = -1;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const int file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
  if (ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no space for a counter");
  impl_->memory = Map(file);
  impl_->file = file;
}

SharedCounter::~SharedCounter() {
  munmap(impl_->memory, sizeof(Memory));
  close(impl_->file);
}

void SharedCounter::Add(long amount) {
  const Lock lock(impl_->file);
  impl_->memory->value += amount;
}

long SharedCounter::Value() const {
  const Lock lock(impl_->file);
  return impl_->memory->value;
}

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
