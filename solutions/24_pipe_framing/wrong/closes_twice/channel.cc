// expect: functional assertion
// Channel: an end that was closed early is closed once more at the end, and may be somebody else's
// by then.
#include "channel.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <system_error>
#include <utility>

namespace {

// In front of each piece: whose it is, how long, and whether it is the last one of its message.
struct Header {
  pid_t sender;
  short length;
  bool last;
};
constexpr size_t kPiece = PIPE_BUF - sizeof(Header);

// False: the pipe is at its end.
bool ReadAll(int file, char* to, size_t size) {
  for (size_t done = 0; done < size;) {
    const ssize_t now = read(file, to + done, size - done);
    if (now == 0) return false;
    if (now < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "read");
    if (now > 0) done += now;
  }
  return true;
}

void Close(int& file) {
  if (file >= 0) close(file);
}

}  // namespace

struct Channel::Impl {
  int read_end = -1;
  int write_end = -1;
  std::map<pid_t, std::string> begun;  // messages of which pieces are still to come
};

Channel::Channel() : impl_(new Impl) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  impl_->read_end = ends[0];
  impl_->write_end = ends[1];
}

Channel::~Channel() {
  Close(impl_->read_end);
  Close(impl_->write_end);
}

bool Channel::Send(const std::string& message) {
  Close(impl_->read_end);    // or a sender would wait for this process to read
  signal(SIGPIPE, SIG_IGN);  // write() then says EPIPE instead
  size_t sent = 0;
  do {
    const size_t now = std::min(kPiece, message.size() - sent);
    const Header header = {getpid(), static_cast<short>(now), sent + now == message.size()};
    char piece[PIPE_BUF];
    std::memcpy(piece, &header, sizeof header);
    std::memcpy(piece + sizeof header, message.data() + sent, now);
    // Up to PIPE_BUF bytes are written in one step, or not at all.
    while (write(impl_->write_end, piece, sizeof header + now) < 0) {
      if (errno != EINTR) return false;
    }
    sent += now;
  } while (sent < message.size());
  return true;
}

std::optional<std::string> Channel::Receive() {
  Close(impl_->write_end);  // or this process would wait for its own end
  for (;;) {
    Header header;
    if (!ReadAll(impl_->read_end, reinterpret_cast<char*>(&header), sizeof header)) return {};
    char piece[PIPE_BUF];
    ReadAll(impl_->read_end, piece, header.length);
    std::string& message = impl_->begun[header.sender];
    message.append(piece, header.length);
    if (header.last) return std::exchange(message, "");
  }
}
