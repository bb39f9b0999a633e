// expect: functional assertion
// Both numbers in one atomic: 16 bits for the orders below, the cents above.
#include "takings.h"

#include <sys/mman.h>

#include <atomic>
#include <new>

namespace {

// What lies in the shared memory: orders in the upper bits, cents in the lower ones.
struct Memory {
  std::atomic<unsigned long> both{0};
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
  impl_->memory->both += 1ul + (static_cast<unsigned long>(cents) << 16);
}

Totals Takings::Read() const {
  const unsigned long both = impl_->memory->both;
  return {static_cast<long>(both & 0xffff), static_cast<long>(both >> 16)};
}
