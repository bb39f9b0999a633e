// expect: hygiene leak
// Car park: an old semaphore is removed at the start, the own one never.
#include "car_park.h"

#include <fcntl.h>
#include <semaphore.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

struct CarPark::Impl {
  pid_t inside = 0;  // the process that is; a child of it has another number
  sem_t* free = nullptr;
};

CarPark::CarPark(const std::string& name, int slots) : impl_(new Impl) {
  sem_unlink(name.c_str());
  impl_->free = sem_open(name.c_str(), O_CREAT | O_EXCL, 0600, slots);
  if (impl_->free == SEM_FAILED) {
    throw std::system_error(errno, std::generic_category(), "sem_open");
  }
}

CarPark::~CarPark() {
  Leave();
  sem_close(impl_->free);
}

void CarPark::Enter() {
  while (sem_wait(impl_->free) != 0 && errno == EINTR) {
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
