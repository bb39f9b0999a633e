// Shared counter: a record lock of fcntl() on the shared memory itself.
#include "shared_counter.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>

namespace {

struct Memory {
  long value;
};

// A record lock on the whole file; it belongs to the process.
class Lock {
 public:
  explicit Lock(int file) : file_(file) {
    while (!Set(F_WRLCK)) {
    }
  }
  ~Lock() { Set(F_UNLCK); }

 private:
  bool Set(short type) {
    struct flock lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return fcntl(file_, F_SETLKW, &lock) == 0;
  }

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
