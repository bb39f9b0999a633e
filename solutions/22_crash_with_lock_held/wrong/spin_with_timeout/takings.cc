// expect: explore data-race
// A spin lock that is broken open after a while: a slow desk is taken for dead.
#include "takings.h"

#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <new>

namespace {

// What lies in the shared memory. The totals stand there twice; `valid` says which of the two
// holds.
struct Memory {
  std::atomic<bool> locked{false};
  Totals totals[2];
  std::atomic<int> valid{0};
};

class Lock {
 public:
  explicit Lock(Memory* memory) : memory_(memory) {
    for (int tries = 0; memory_->locked.exchange(true) && tries < 3; ++tries) usleep(10'000);
  }
  ~Lock() { memory_->locked = false; }

 private:
  Memory* memory_;
};

}  // namespace

struct Takings::Impl {
  Memory* memory = nullptr;
};

Takings::Takings() : impl_(new Impl) {
  void* memory =
      mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->memory = new (memory) Memory;
}

Takings::~Takings() { munmap(impl_->memory, sizeof(Memory)); }

void Takings::Add(long cents) {
  const Lock lock(impl_->memory);
  const int valid = impl_->memory->valid;
  Totals& next = impl_->memory->totals[1 - valid];
  next = impl_->memory->totals[valid];
  next.orders += 1;
  next.cents += cents;
  impl_->memory->valid = 1 - valid;
}

Totals Takings::Read() const {
  const Lock lock(impl_->memory);
  return impl_->memory->totals[impl_->memory->valid];
}
