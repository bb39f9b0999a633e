// expect: functional assertion
// Packets keep their borders; but an empty packet looks like the end.
#include "channel.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace {

void Close(int& file) {
  if (file >= 0) close(file);
  file = -1;
}

}  // namespace

struct Channel::Impl {
  int receiver = -1;
  int sender = -1;
};

Channel::Channel() : impl_(new Impl) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    throw std::system_error(errno, std::generic_category(), "socketpair");
  }
  impl_->receiver = ends[0];
  impl_->sender = ends[1];
}

Channel::~Channel() {
  Close(impl_->receiver);
  Close(impl_->sender);
}

bool Channel::Send(const std::string& message) {
  Close(impl_->receiver);
  const std::string& packet = message;
  while (send(impl_->sender, packet.data(), packet.size(), MSG_NOSIGNAL) < 0) {
    if (errno != EINTR) return false;
  }
  return true;
}

std::optional<std::string> Channel::Receive() {
  Close(impl_->sender);
  std::string packet(kLongest, '\0');
  ssize_t size = 0;
  do {
    size = recv(impl_->receiver, packet.data(), packet.size(), 0);
  } while (size < 0 && errno == EINTR);
  if (size <= 0) return std::nullopt;
  return packet.substr(0, size);
}
