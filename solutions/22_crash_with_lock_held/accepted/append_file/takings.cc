// A file in memory, to which each order is appended: one write of four bytes, all or nothing.
#include "takings.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

struct Takings::Impl {
  int file = -1;
};

Takings::Takings() : impl_(new Impl) {
  impl_->file = memfd_create("takings", MFD_CLOEXEC);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
  fcntl(impl_->file, F_SETFL, O_RDWR | O_APPEND);
}

Takings::~Takings() { close(impl_->file); }

void Takings::Add(long cents) {
  const std::int32_t order = static_cast<std::int32_t>(cents);
  while (write(impl_->file, &order, sizeof order) < 0) {
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "write");
  }
}

Totals Takings::Read() const {
  Totals totals;
  std::int32_t orders[1024];
  off_t at = 0;
  for (;;) {
    const ssize_t size = pread(impl_->file, orders, sizeof orders, at);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return totals;
    for (ssize_t i = 0; i < size / 4; ++i) {
      ++totals.orders;
      totals.cents += orders[i];
    }
    at += size / 4 * 4;
  }
}
