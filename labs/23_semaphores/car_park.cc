// Car park: the code to repair. A named semaphore counts the free slots.
#include "car_park.h"

#include <fcntl.h>
#include <semaphore.h>

struct CarPark::Impl {
  std::string name;
  sem_t* free = nullptr;
  bool inside = false;
};

CarPark::CarPark(const std::string& name, int slots) : impl_(new Impl) {
  impl_->name = name;
  impl_->free = sem_open(name.c_str(), O_CREAT, 0600, slots);
}

CarPark::~CarPark() {
  Leave();
  sem_close(impl_->free);
  sem_unlink(impl_->name.c_str());
}

void CarPark::Enter() {
  sem_wait(impl_->free);
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
