// Takings: a lock on a file, which the kernel takes back from the dead; and two copies.
#include "takings.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <new>

namespace {

// What lies in the shared memory. The totals stand there twice; `valid` says which of the two
// holds.
struct Memory {
  Totals totals[2];
  std::atomic<int> valid{0};
};

// A lock on a file: the kernel takes it back when its process ends, however it ends.
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
  int file_;
};

}  // namespace

struct Takings::Impl {
  Memory* memory = nullptr;
  int file = -1;
};

Takings::Takings() : impl_(new Impl) {
  impl_->file = memfd_create("takings", MFD_CLOEXEC);
  if (ftruncate(impl_->file, sizeof(Memory)) != 0) throw std::bad_alloc();
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, impl_->file, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->memory = new (memory) Memory;
}

Takings::~Takings() {
  munmap(impl_->memory, sizeof(Memory));
  close(impl_->file);
}

void Takings::Add(long cents) {
  const Lock lock(impl_->file);
  const int valid = impl_->memory->valid;
  Totals& next = impl_->memory->totals[1 - valid];
  next = impl_->memory->totals[valid];
  next.orders += 1;
  next.cents += cents;
  impl_->memory->valid = 1 - valid;
}

Totals Takings::Read() const {
  const Lock lock(impl_->file);
  return impl_->memory->totals[impl_->memory->valid];
}
