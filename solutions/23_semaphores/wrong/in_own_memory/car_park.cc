// expect: explore assertion
// Car park: after fork, each process has a semaphore of its own.
#include "car_park.h"

#include <semaphore.h>
#include <unistd.h>

#include <string>

struct CarPark::Impl {
  pid_t inside = 0;  // the process that is; a child of it has another number
  sem_t free;
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  sem_init(&impl_->free, 1, slots);
}

CarPark::~CarPark() {
  Leave();
  sem_destroy(&impl_->free);
}

void CarPark::Enter() {
  while (sem_wait(&impl_->free) != 0) {  // interrupted by a signal: not inside yet
  }
  impl_->inside = getpid();
}

bool CarPark::TryEnter() {
  if (sem_trywait(&impl_->free) != 0) return false;
  impl_->inside = getpid();
  return true;
}

bool CarPark::Leave() {
  if (impl_->inside != getpid()) return false;
  impl_->inside = 0;
  sem_post(&impl_->free);
  return true;
}
