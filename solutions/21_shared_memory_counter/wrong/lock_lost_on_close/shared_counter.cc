// expect: tsan assertion
// Shared counter: closing any descriptor of a file gives back the process's fcntl() locks on it.
#include "shared_counter.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdexcept>

namespace {

struct Memory {
  long value;
};

class Lock {
 public:
  explicit Lock(int file) : file_(file) { Set(F_WRLCK); }
  ~Lock() { Set(F_UNLCK); }

 private:
  void Set(short type) {
    struct flock lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    while (fcntl(file_, F_SETLKW, &lock) != 0) {
    }
  }
  const int file_;
};

// Whether the object still has the size that it should have.
void CheckSize(const std::string& name) {
  const int file = shm_open(name.c_str(), O_RDONLY, 0600);
  struct stat info = {};
  const bool good = file < 0 || (fstat(file, &info) == 0 && info.st_size == sizeof(Memory));
  if (file >= 0) close(file);  // here the lock goes
  if (!good) throw std::runtime_error("the counter is damaged");
}

}  // namespace

struct SharedCounter::Impl {
  std::string name;
  Memory* memory = nullptr;
  int file = -1;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const int file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
  if (ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no space for a counter");
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  *impl_ = {name, static_cast<Memory*>(memory), file};
}

SharedCounter::~SharedCounter() {
  munmap(impl_->memory, sizeof(Memory));
  close(impl_->file);
}

void SharedCounter::Add(long amount) {
  const Lock lock(impl_->file);
  CheckSize(impl_->name);
  impl_->memory->value += amount;
}

long SharedCounter::Value() const {
  const Lock lock(impl_->file);
  return impl_->memory->value;
}

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
