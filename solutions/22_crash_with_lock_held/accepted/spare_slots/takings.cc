// Takings: no lock. A new record is written aside and made valid by one compare-and-swap.
#include "takings.h"

#include <sys/mman.h>

#include <atomic>
#include <new>

namespace {

constexpr int kRecords = 1 << 16;

// What lies in the shared memory. Each Add() writes a record of its own, so nobody changes one that
// another reads. Records are used again after 65,536 others; a version in `valid` tells them apart.
struct Memory {
  std::atomic<unsigned long> valid{0};  // version * kRecords + number of the record
  std::atomic<unsigned long> next{1};
  struct {
    std::atomic<long> orders;
    std::atomic<long> cents;
  } records[kRecords];
};

}  // namespace

struct Takings::Impl {
  Memory* memory = nullptr;
};

Takings::Takings() : impl_(new Impl) {
  void* memory =
      mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->memory = static_cast<Memory*>(memory);  // all zero, but:
  impl_->memory->next = 1;
}

Takings::~Takings() { munmap(impl_->memory, sizeof(Memory)); }

void Takings::Add(long cents) {
  Memory& memory = *impl_->memory;
  const unsigned long mine = memory.next++ % kRecords;
  unsigned long seen = memory.valid;
  do {
    const auto& old = memory.records[seen % kRecords];
    memory.records[mine].orders = old.orders + 1;
    memory.records[mine].cents = old.cents + cents;
  } while (!memory.valid.compare_exchange_strong(seen, (seen / kRecords + 1) * kRecords + mine));
}

Totals Takings::Read() const {
  const Memory& memory = *impl_->memory;
  for (;;) {
    const unsigned long seen = memory.valid;
    const auto& record = memory.records[seen % kRecords];
    const Totals totals = {record.orders, record.cents};
    if (memory.valid == seen) return totals;
  }
}
