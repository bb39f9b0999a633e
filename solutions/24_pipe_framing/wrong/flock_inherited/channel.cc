// expect: functional assertion
// flock() on a file that all have inherited: one open file, so everybody has the lock.
#include "channel.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace {

bool WriteAll(int file, const void* from, size_t size) {
  for (size_t done = 0; done < size;) {
    const ssize_t now = write(file, static_cast<const char*>(from) + done, size - done);
    if (now < 0 && errno != EINTR) return false;
    if (now > 0) done += now;
  }
  return true;
}

bool ReadAll(int file, void* to, size_t size) {
  for (size_t done = 0; done < size;) {
    const ssize_t now = read(file, static_cast<char*>(to) + done, size - done);
    if (now == 0 || (now < 0 && errno != EINTR)) return false;
    if (now > 0) done += now;
  }
  return true;
}

void Close(int& file) {
  if (file >= 0) close(file);
  file = -1;
}

}  // namespace

struct Channel::Impl {
  int read_end = -1;
  int write_end = -1;
  int file = -1;

  void Lock() {
    while (flock(file, LOCK_EX) != 0) {
    }
  }
  void Unlock() { flock(file, LOCK_UN); }
};

Channel::Channel() : impl_(new Impl) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  impl_->read_end = ends[0];
  impl_->write_end = ends[1];
  impl_->file = memfd_create("channel", MFD_CLOEXEC);
}

Channel::~Channel() {
  Close(impl_->read_end);
  Close(impl_->write_end);
  Close(impl_->file);
}

bool Channel::Send(const std::string& message) {
  Close(impl_->read_end);
  signal(SIGPIPE, SIG_IGN);
  const size_t length = message.size();
  impl_->Lock();
  const bool sent = WriteAll(impl_->write_end, &length, sizeof length) &&
                    WriteAll(impl_->write_end, message.data(), length);
  impl_->Unlock();
  return sent;
}

std::optional<std::string> Channel::Receive() {
  Close(impl_->write_end);
  size_t length = 0;
  if (!ReadAll(impl_->read_end, &length, sizeof length)) return std::nullopt;
  std::string message(length, '\0');
  if (!ReadAll(impl_->read_end, message.data(), length)) return std::nullopt;
  return message;
}
