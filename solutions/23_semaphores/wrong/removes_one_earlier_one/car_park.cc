// expect: hygiene leak
// A number behind the name; of several earlier ones it removes the last.
#include "car_park.h"

#include <fcntl.h>
#include <semaphore.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

struct CarPark::Impl {
  std::string name;
  pid_t maker = getpid();
  pid_t inside = 0;
  sem_t* free = SEM_FAILED;
  std::string earlier;
};

CarPark::CarPark(const std::string& name, int slots) : impl_(new Impl) {
  for (int number = 1; impl_->free == SEM_FAILED; ++number) {
    impl_->earlier = impl_->name;
    impl_->name = name + "." + std::to_string(number);
    impl_->free = sem_open(impl_->name.c_str(), O_CREAT | O_EXCL | O_CLOEXEC, 0600, slots);
    if (impl_->free == SEM_FAILED && errno != EEXIST) {
      throw std::system_error(errno, std::generic_category(), "sem_open");
    }
  }
}

CarPark::~CarPark() {
  Leave();
  sem_close(impl_->free);
  if (impl_->maker != getpid()) return;
  sem_unlink(impl_->name.c_str());
  if (!impl_->earlier.empty()) sem_unlink(impl_->earlier.c_str());
}

void CarPark::Enter() {
  while (sem_wait(impl_->free) != 0) {
  }
  impl_->inside = getpid();
}

bool CarPark::TryEnter() {
  while (sem_trywait(impl_->free) != 0) {
    if (errno != EINTR) return false;
  }
  impl_->inside = getpid();
  return true;
}

bool CarPark::Leave() {
  if (impl_->inside != getpid()) return false;
  impl_->inside = 0;
  sem_post(impl_->free);
  return true;
}
