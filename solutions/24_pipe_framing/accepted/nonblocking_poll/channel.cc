// Channel: never waits in write(): polls for room, and holds the semaphore until the message is
// through.
#include "channel.h"

#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <limits.h>
#include <poll.h>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <map>
#include <new>
#include <system_error>
#include <utility>

namespace {
bool WriteAll(int file, iovec* parts, int count) {
  while (count > 0) {
    if (parts->iov_len == 0) {
      ++parts, --count;
      continue;
    }
    pollfd room = {file, POLLOUT, 0};
    if (poll(&room, 1, -1) < 0) continue;
    ssize_t now = writev(file, parts, count);
    if (now < 0 && errno != EINTR && errno != EAGAIN) return false;
    for (; now > 0 && count > 0;) {
      const size_t take = std::min<size_t>(now, parts->iov_len);
      parts->iov_base = static_cast<char*>(parts->iov_base) + take;
      parts->iov_len -= take;
      now -= take;
      if (parts->iov_len == 0) ++parts, --count;
    }
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
  sem_t* lock = nullptr;
  void Lock() {
    while (sem_wait(lock) != 0) {
    }
  }
  void Unlock() { sem_post(lock); }
};

Channel::Channel() : impl_(new Impl) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  impl_->read_end = ends[0];
  impl_->write_end = ends[1];
  fcntl(ends[1], F_SETFL, O_WRONLY | O_NONBLOCK);
  void* memory = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->lock = static_cast<sem_t*>(memory);
  sem_init(impl_->lock, 1, 1);
}

Channel::~Channel() {
  Close(impl_->read_end);
  Close(impl_->write_end);
  munmap(impl_->lock, 4096);
}

bool Channel::Send(const std::string& message) {
  Close(impl_->read_end);
  signal(SIGPIPE, SIG_IGN);
  size_t length = message.size();
  iovec parts[2] = {{&length, sizeof length}, {const_cast<char*>(message.data()), length}};
  impl_->Lock();
  const bool sent = WriteAll(impl_->write_end, parts, 2);
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
