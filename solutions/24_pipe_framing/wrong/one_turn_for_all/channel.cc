// expect: functional hang
// Who waits for room in one channel has the lock of all of them.
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

constexpr char kEnd = '\n';
constexpr char kEscape = '\\';

sem_t* turn = nullptr;  // in shared memory: who has it writes

void Lock() {
  while (sem_wait(turn) != 0) {
  }
}

void Unlock() { sem_post(turn); }

void Close(int& file) {
  if (file >= 0) close(file);
  file = -1;
}

}  // namespace

struct Channel::Impl {
  int read_end = -1;
  int write_end = -1;
  std::string unread;
};

Channel::Channel() : impl_(new Impl) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  impl_->read_end = ends[0];
  impl_->write_end = ends[1];
  if (turn != nullptr) return;
  void* memory =
      mmap(nullptr, sizeof(sem_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  turn = static_cast<sem_t*>(memory);
  sem_init(turn, /*pshared=*/1, 1);
}

Channel::~Channel() {
  Close(impl_->read_end);
  Close(impl_->write_end);
}

bool Channel::Send(const std::string& message) {
  Close(impl_->read_end);
  signal(SIGPIPE, SIG_IGN);
  std::string text;
  for (char c : message) {
    if (c == kEnd || c == kEscape) text += kEscape;
    text += c == kEnd ? 'e' : c;
  }
  text += kEnd;
  Lock();
  const bool sent = WriteAll(impl_->write_end, text.data(), text.size());
  Unlock();
  return sent;
}

std::optional<std::string> Channel::Receive() {
  Close(impl_->write_end);
  // One read takes what is there, also the beginning of the next message, which is kept.
  for (;;) {
    const size_t end = impl_->unread.find(kEnd);
    if (end != std::string::npos) {
      std::string message;
      for (size_t i = 0; i < end; ++i) {
        const char c = impl_->unread[i];
        message += c != kEscape ? c : impl_->unread[++i] == 'e' ? kEnd : kEscape;
      }
      impl_->unread.erase(0, end + 1);
      return message;
    }
    char bytes[4096];
    const ssize_t now = read(impl_->read_end, bytes, sizeof bytes);
    if (now == 0 || (now < 0 && errno != EINTR)) return std::nullopt;
    if (now > 0) impl_->unread.append(bytes, now);
  }
}
