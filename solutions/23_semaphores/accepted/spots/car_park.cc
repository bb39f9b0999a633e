// Car park: a place in shared memory for each slot, with the number of the car that has it.
#include "car_park.h"

#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <new>
#include <string>

namespace {

struct Memory {
  std::atomic<pid_t> car[100];  // 0: free
};

}  // namespace

struct CarPark::Impl {
  int slots = 0;
  Memory* memory = nullptr;
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  void* memory =
      mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->slots = slots;
  impl_->memory = static_cast<Memory*>(memory);
}

CarPark::~CarPark() {
  Leave();
  munmap(impl_->memory, sizeof(Memory));
}

void CarPark::Enter() {
  while (!TryEnter()) sched_yield();
}

bool CarPark::TryEnter() {
  for (int i = 0; i < impl_->slots; ++i) {
    pid_t nobody = 0;
    if (impl_->memory->car[i].compare_exchange_strong(nobody, getpid())) return true;
  }
  return false;
}

bool CarPark::Leave() {
  for (int i = 0; i < impl_->slots; ++i) {
    if (impl_->memory->car[i] != getpid()) continue;
    impl_->memory->car[i] = 0;
    return true;
  }
  return false;
}
