// expect: functional assertion
// Car park: fork copies the note that we are inside, so the child leaves for its parent.
#include "car_park.h"

#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <string>

struct CarPark::Impl {
  bool inside = false;
  sem_t* free = nullptr;
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
  while (sem_wait(impl_->free) != 0) {
  }
  impl_->inside = true;
}

bool CarPark::TryEnter() {
  impl_->inside = sem_trywait(impl_->free) == 0;
  return impl_->inside;
}

bool CarPark::Leave() {
  if (!impl_->inside) return false;
  impl_->inside = false;
  sem_post(impl_->free);
  return true;
}
