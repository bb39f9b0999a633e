// expect: functional assertion
// An entry for each car that ever came, for 256 of them.
#include "car_park.h"

#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <new>
#include <string>

namespace {

struct Memory {
  std::atomic<int> free;
  struct {
    std::atomic<pid_t> car;
    std::atomic<bool> inside;
  } known[256];  // every car has an entry, once it came
};

}  // namespace

struct CarPark::Impl {
  Memory* memory = nullptr;

  // -1: there is no room for it.
  int Find() const {
    for (int i = 0; i < 256; ++i) {
      pid_t nobody = 0;
      if (memory->known[i].car.compare_exchange_strong(nobody, getpid())) return i;
      if (nobody == getpid()) return i;
    }
    return -1;
  }
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  void* memory =
      mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->memory = static_cast<Memory*>(memory);
  impl_->memory->free = slots;
}

CarPark::~CarPark() {
  Leave();
  munmap(impl_->memory, sizeof(Memory));
}

void CarPark::Enter() {
  while (!TryEnter()) sched_yield();
}

bool CarPark::TryEnter() {
  const int me = impl_->Find();
  if (me < 0) return false;
  int free = impl_->memory->free;
  while (free > 0 && !impl_->memory->free.compare_exchange_strong(free, free - 1)) {
  }
  if (free > 0) impl_->memory->known[me].inside = true;
  return free > 0;
}

bool CarPark::Leave() {
  const int me = impl_->Find();
  if (me < 0 || !impl_->memory->known[me].inside.exchange(false)) return false;
  ++impl_->memory->free;
  return true;
}
