// Channel: a pipe in packet mode; a read returns what one write wrote, so pieces need no length.
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

// In front of each piece: whose it is, and whether it is the last one of its message.
struct Header {
  pid_t sender;
  bool last;
};
constexpr size_t kPiece = PIPE_BUF - sizeof(Header);

void Close(int& file) {
  if (file >= 0) close(file);
  file = -1;
}

}  // namespace

struct Channel::Impl {
  int read_end = -1;
  int write_end = -1;
  std::map<pid_t, std::string> begun;  // messages of which pieces are still to come
};

Channel::Channel() : impl_(new Impl) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC | O_DIRECT) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe");
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
    const Header header = {getpid(), sent + now == message.size()};
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
    char piece[PIPE_BUF];
    const ssize_t size = read(impl_->read_end, piece, sizeof piece);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return std::nullopt;
    Header header;
    std::memcpy(&header, piece, sizeof header);
    std::string& message = impl_->begun[header.sender];
    message.append(piece + sizeof header, size - sizeof header);
    if (header.last) return std::exchange(message, "");
  }
}
