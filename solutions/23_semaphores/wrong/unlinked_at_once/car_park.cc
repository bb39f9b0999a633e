// expect: functional assertion
// Car park: who opens the semaphore removes its name, so each car has one of its own.
#include "car_park.h"

#include <fcntl.h>
#include <semaphore.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

struct CarPark::Impl {
  std::string name;
  int slots = 0;
  pid_t maker = getpid();
  pid_t inside = 0;  // the process that is; a child of it has another number
  pid_t opener = 0;
  sem_t* free = nullptr;

  sem_t* Free() {
    if (opener == getpid()) return free;
    opener = getpid();
    free = sem_open(name.c_str(), O_CREAT, 0600, slots);
    sem_unlink(name.c_str());
    return free;
  }
};

CarPark::CarPark(const std::string& name, int slots) : impl_(new Impl) {
  impl_->name = name;
  impl_->slots = slots;
  sem_unlink(name.c_str());  // of one whose maker was killed
}

CarPark::~CarPark() {
  Leave();
  if (impl_->opener == getpid()) sem_close(impl_->free);
}

void CarPark::Enter() {
  while (sem_wait(impl_->Free()) != 0 && errno == EINTR) {
  }
  impl_->inside = getpid();
}

bool CarPark::TryEnter() {
  if (sem_trywait(impl_->Free()) != 0) return false;
  impl_->inside = getpid();
  return true;
}

bool CarPark::Leave() {
  if (impl_->inside != getpid()) return false;
  impl_->inside = 0;
  sem_post(impl_->Free());
  return true;
}
