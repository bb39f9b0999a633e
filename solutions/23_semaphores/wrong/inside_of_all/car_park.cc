// expect: functional assertion
// One note of who is inside, for all car parks of the process.
#include "car_park.h"

#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <string>

struct CarPark::Impl {
  static inline pid_t inside = 0;  // the process that is; a child of it has another number
  sem_t* free = nullptr;           // in shared memory: how many slots are free
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  void* memory =
      mmap(nullptr, sizeof(sem_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->free = static_cast<sem_t*>(memory);
  sem_init(impl_->free, /*pshared=*/1, slots);
}

CarPark::~CarPark() {
  Leave();
  munmap(impl_->free, sizeof(sem_t));
}

void CarPark::Enter() {
  while (sem_wait(impl_->free) != 0) {  // interrupted by a signal: not inside yet
  }
  impl_->inside = getpid();
}

bool CarPark::TryEnter() {
  if (sem_trywait(impl_->free) != 0) return false;
  impl_->inside = getpid();
  return true;
}

bool CarPark::Leave() {
  if (impl_->inside != getpid()) return false;
  impl_->inside = 0;
  sem_post(impl_->free);
  return true;
}
