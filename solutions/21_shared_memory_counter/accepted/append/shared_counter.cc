// Shared counter: each amount is appended to a file; the sum is what it holds.
#include "shared_counter.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace {
[[noreturn]] void Fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}
std::string PathOf(const std::string& name) { return "/tmp" + name; }
}  // namespace

struct SharedCounter::Impl {
  int file = -1;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  impl_->file = open(PathOf(name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_APPEND, 0600);
  if (impl_->file < 0) Fail("open");
}

SharedCounter::~SharedCounter() { close(impl_->file); }

void SharedCounter::Add(long amount) {
  while (write(impl_->file, &amount, sizeof amount) < 0) {
    if (errno != EINTR) Fail("write");
  }
}

long SharedCounter::Value() const {
  long sum = 0;
  long amounts[512];
  off_t at = 0;
  for (;;) {
    const ssize_t size = pread(impl_->file, amounts, sizeof amounts, at);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) Fail("pread");
    if (size == 0) return sum;
    for (ssize_t i = 0; i < size / 8; ++i) sum += amounts[i];
    at += size;
  }
}

void SharedCounter::Remove(const std::string& name) { unlink(PathOf(name).c_str()); }
