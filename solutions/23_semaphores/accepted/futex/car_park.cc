// The number of free slots is a futex in shared memory.
#include "car_park.h"

#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <climits>
#include <new>
#include <string>

struct CarPark::Impl {
  pid_t inside = 0;
  std::atomic<int>* free = nullptr;

  bool Take() {
    int seen = *free;
    while (seen > 0) {
      if (free->compare_exchange_weak(seen, seen - 1)) return true;
    }
    return false;
  }
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  void* memory = mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->free = new (memory) std::atomic<int>(slots);
}

CarPark::~CarPark() {
  Leave();
  munmap(impl_->free, sizeof(std::atomic<int>));
}

void CarPark::Enter() {
  // A signal, a slot that is taken again: in each case it looks again.
  while (!impl_->Take()) syscall(SYS_futex, impl_->free, FUTEX_WAIT, 0, nullptr, nullptr, 0);
  impl_->inside = getpid();
}

bool CarPark::TryEnter() {
  if (!impl_->Take()) return false;
  impl_->inside = getpid();
  return true;
}

bool CarPark::Leave() {
  if (impl_->inside != getpid()) return false;
  impl_->inside = 0;
  ++*impl_->free;
  syscall(SYS_futex, impl_->free, FUTEX_WAKE, 1, nullptr, nullptr, 0);
  return true;
}
