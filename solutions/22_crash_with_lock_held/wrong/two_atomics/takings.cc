// expect: explore assertion
// No lock, no dead owner; but an order is two steps.
#include "takings.h"

#include <sys/mman.h>

#include <atomic>
#include <new>

namespace {

// What lies in the shared memory.
struct Memory {
  std::atomic<long> orders{0};
  std::atomic<long> cents{0};
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
  impl_->memory->orders += 1;
  impl_->memory->cents += cents;
}

Totals Takings::Read() const { return {impl_->memory->orders, impl_->memory->cents}; }
