// Shared counter: no mapping at all: lock, read, add, write.
#include "shared_counter.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>

namespace {

long Read(int file) {
  long value = 0;
  return pread(file, &value, sizeof value, 0) == sizeof value ? value : 0;
}

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

}  // namespace

struct SharedCounter::Impl {
  int file = -1;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  impl_->file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
}

SharedCounter::~SharedCounter() { close(impl_->file); }

void SharedCounter::Add(long amount) {
  const Lock lock(impl_->file);
  const long value = Read(impl_->file) + amount;
  if (pwrite(impl_->file, &value, sizeof value, 0) != sizeof value) {
    throw std::runtime_error("no space for a counter");
  }
}

long SharedCounter::Value() const {
  const Lock lock(impl_->file);
  return Read(impl_->file);
}

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
