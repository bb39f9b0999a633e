// expect: functional assertion
// Car park: a bit of one atomic word for each slot: there are no more than 64.
#include "car_park.h"

#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <new>
#include <string>

struct CarPark::Impl {
  pid_t inside = 0;
  int slot = 0;
  std::atomic<unsigned long>* free = nullptr;  // in shared memory: a bit for each free slot

  bool Take() {
    unsigned long seen = *free;
    while (seen != 0) {
      slot = __builtin_ctzl(seen);
      if (!free->compare_exchange_weak(seen, seen & ~(1ul << slot))) continue;
      inside = getpid();
      return true;
    }
    return false;
  }
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  void* memory = mmap(nullptr, sizeof(std::atomic<unsigned long>), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  const unsigned long all = slots >= 64 ? ~0ul : (1ul << slots) - 1;
  impl_->free = new (memory) std::atomic<unsigned long>(all);
}

CarPark::~CarPark() {
  Leave();
  munmap(impl_->free, sizeof(std::atomic<unsigned long>));
}

void CarPark::Enter() {
  while (!impl_->Take()) sched_yield();
}

bool CarPark::TryEnter() { return impl_->Take(); }

bool CarPark::Leave() {
  if (impl_->inside != getpid()) return false;
  impl_->inside = 0;
  *impl_->free |= 1ul << impl_->slot;
  return true;
}
