// Channel: each message is a file of its own, in memory; what goes through the socket is its
// descriptor.
#include "channel.h"

#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <sched.h>
#include <sys/stat.h>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <map>
#include <new>
#include <system_error>
#include <utility>

namespace {
void Close(int& file) {
  if (file >= 0) close(file);
  file = -1;
}
}  // namespace

struct Channel::Impl {
  int in = -1;
  int out = -1;
};

Channel::Channel() : impl_(new Impl) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw std::system_error(errno, std::generic_category(), "socketpair");
  }
  impl_->in = ends[0];
  impl_->out = ends[1];
}

Channel::~Channel() {
  Close(impl_->in);
  Close(impl_->out);
}

bool Channel::Send(const std::string& message) {
  Close(impl_->in);
  int file = memfd_create("message", MFD_CLOEXEC);
  if (file < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
  for (size_t done = 0; done < message.size();) {
    const ssize_t now = write(file, message.data() + done, message.size() - done);
    if (now > 0) done += now;
  }
  char byte = 'm';
  iovec part{&byte, 1};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = control;
  header.msg_controllen = sizeof control;
  cmsghdr* rights = CMSG_FIRSTHDR(&header);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(rights), &file, sizeof file);
  bool sent = true;
  while (sent && sendmsg(impl_->out, &header, MSG_NOSIGNAL) < 0) {
    if (errno == ETOOMANYREFS)
      sched_yield();  // too many on the way
    else if (errno != EINTR)
      sent = false;
  }
  Close(file);
  return sent;
}

std::optional<std::string> Channel::Receive() {
  Close(impl_->out);
  char byte;
  iovec part{&byte, 1};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = control;
  header.msg_controllen = sizeof control;
  ssize_t size;
  do {
    size = recvmsg(impl_->in, &header, MSG_CMSG_CLOEXEC);
  } while (size < 0 && errno == EINTR);
  if (size <= 0) return std::nullopt;
  int file = -1;
  cmsghdr* rights = CMSG_FIRSTHDR(&header);
  if (rights == nullptr) return std::nullopt;
  std::memcpy(&file, CMSG_DATA(rights), sizeof file);
  struct stat info;
  fstat(file, &info);
  std::string message(info.st_size, '\0');
  for (size_t done = 0; done < message.size();) {
    const ssize_t now = pread(file, message.data() + done, message.size() - done, done);
    if (now > 0) done += now;
  }
  Close(file);
  return message;
}
