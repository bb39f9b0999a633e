// Car park: a pipe with one byte for each free slot. Who has read a byte is inside.
#include "car_park.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

struct CarPark::Impl {
  pid_t inside = 0;  // the process that is; a child of it has another number
  int ends[2];
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  if (pipe2(impl_->ends, O_CLOEXEC | O_NONBLOCK) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  const std::string bytes(slots, 's');
  if (write(impl_->ends[1], bytes.data(), bytes.size()) != slots) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
}

CarPark::~CarPark() {
  Leave();
  close(impl_->ends[0]);
  close(impl_->ends[1]);
}

void CarPark::Enter() {
  while (!TryEnter()) {
    pollfd there = {impl_->ends[0], POLLIN, 0};
    poll(&there, 1, -1);
  }
}

bool CarPark::TryEnter() {
  char slot;
  if (read(impl_->ends[0], &slot, 1) != 1) return false;
  impl_->inside = getpid();
  return true;
}

bool CarPark::Leave() {
  if (impl_->inside != getpid()) return false;
  impl_->inside = 0;
  while (write(impl_->ends[1], "s", 1) != 1) {
  }
  return true;
}
