// Car park: an eventfd that counts the free slots. Each read takes one.
#include "car_park.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <string>
#include <system_error>

struct CarPark::Impl {
  pid_t inside = 0;  // the process that is; a child of it has another number
  int free = -1;
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  impl_->free = eventfd(slots, EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC);
  if (impl_->free < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

CarPark::~CarPark() {
  Leave();
  close(impl_->free);
}

void CarPark::Enter() {
  while (!TryEnter()) {
    pollfd there = {impl_->free, POLLIN, 0};
    poll(&there, 1, -1);  // somebody else may be faster, then we wait again
  }
}

bool CarPark::TryEnter() {
  uint64_t slot = 0;
  if (read(impl_->free, &slot, sizeof slot) < 0) return false;
  impl_->inside = getpid();
  return true;
}

bool CarPark::Leave() {
  if (impl_->inside != getpid()) return false;
  impl_->inside = 0;
  const uint64_t slot = 1;
  while (write(impl_->free, &slot, sizeof slot) < 0) {
  }
  return true;
}
