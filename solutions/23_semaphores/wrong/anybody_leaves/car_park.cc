// expect: functional assertion
// Car park: who leaves without having been inside makes one more slot.
#include "car_park.h"

#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <string>

struct CarPark::Impl {
  sem_t* free = nullptr;
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  void* memory =
      mmap(nullptr, sizeof(sem_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->free = static_cast<sem_t*>(memory);
  sem_init(impl_->free, /*pshared=*/1, slots);
}

CarPark::~CarPark() { munmap(impl_->free, sizeof(sem_t)); }

void CarPark::Enter() {
  while (sem_wait(impl_->free) != 0) {
  }
}

bool CarPark::TryEnter() { return sem_trywait(impl_->free) == 0; }

bool CarPark::Leave() { return sem_post(impl_->free) == 0; }
