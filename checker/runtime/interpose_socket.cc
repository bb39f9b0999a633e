// Stand-ins for sockets.
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>

#include "checker/runtime/broken_pipe.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/links.h"
#include "checker/runtime/message.h"
#include "checker/runtime/names.h"
#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"

namespace racelab::rt {
namespace {

long Accept(int descriptor, sockaddr* address, socklen_t* size, int flags, uint32_t pc) {
  const socklen_t room = size == nullptr ? 0 : *size;
  const Patience patience = PatienceOf(descriptor, SO_RCVTIMEO);
  const long end = Transferred(Transfer::kRead, descriptor, patience, pc, [&] {
    if (size != nullptr) *size = room;
    return WithoutBlocking(descriptor, POLLIN, [&] {
      return Sys(SYS_accept4, descriptor, reinterpret_cast<long>(address),
                 reinterpret_cast<long>(size), flags);
    });
  });
  if (end >= 0) Accepted(static_cast<int>(end));
  return end;
}

// How a connection that has begun went on: -EAGAIN while nobody knows. Over the loopback device
// that is decided by the kernel alone, at once but for its own threads.
long Outcome(int descriptor) {
  pollfd entry = {descriptor, POLLOUT, 0};
  const timespec moment = {0, 20000000};
  if (Sys(SYS_ppoll, reinterpret_cast<long>(&entry), 1, reinterpret_cast<long>(&moment), 0) == 0) {
    return -EAGAIN;
  }
  int error = 0;
  socklen_t size = sizeof error;
  Sys(SYS_getsockopt, descriptor, SOL_SOCKET, SO_ERROR, reinterpret_cast<long>(&error),
      reinterpret_cast<long>(&size));
  return -error;
}

long ConnectTo(int descriptor, const sockaddr* address, socklen_t size, uint32_t pc) {
  const Patience patience = PatienceOf(descriptor, SO_SNDTIMEO);
  bool begun = false;
  return Transferred(Transfer::kWrite, descriptor, patience, pc, [&]() -> long {
    if (begun) return Outcome(descriptor);
    const long result = WithoutBlocking(descriptor, POLLOUT, [&] {
      return Sys(SYS_connect, descriptor, reinterpret_cast<long>(address), size);
    });
    if (result == 0 || result == -EINPROGRESS) Connected(descriptor);
    if (result != -EINPROGRESS || !patience.waits) return result;
    begun = true;
    return Outcome(descriptor);
  });
}

long Receive(int descriptor, void* to, size_t bytes, int flags, sockaddr* from, socklen_t* size,
             uint32_t pc) {
  iovec part = {to, bytes};
  msghdr message = {};
  message.msg_name = from;
  message.msg_namelen = size == nullptr ? 0 : *size;
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  const long got = ReceiveMessage(descriptor, message, flags, pc);
  if (got >= 0 && from != nullptr && size != nullptr) *size = message.msg_namelen;
  return got;
}

long Send(int descriptor, const void* from, size_t bytes, int flags, const sockaddr* to,
          socklen_t size, uint32_t pc) {
  iovec part = {const_cast<void*>(from), bytes};
  msghdr message = {};
  message.msg_name = const_cast<sockaddr*>(to);
  message.msg_namelen = size;
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  return SendMessage(descriptor, message, flags, pc);
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;
using racelab::rt::Sys;
using racelab::rt::Transfer;

extern "C" {

int socketpair(int domain, int type, int protocol, int ends[2]) noexcept {
  const int result = RACELAB_REAL(socketpair)(domain, type, protocol, ends);
  if (current == nullptr || result != 0) return result;
  racelab::rt::Connect(ends[0], ends[1]);
  racelab::rt::NoteChannel(racelab::rt::ChannelOf(ends[0]), racelab::trace::ChannelKind::kSocket,
                           RACELAB_CALLER);
  return result;
}
int bind(int fd, const sockaddr* address, socklen_t size) noexcept {
  if (current == nullptr) return RACELAB_REAL(bind)(fd, address, size);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(Answer(racelab::rt::Plain(Transfer::kChange, fd, RACELAB_CALLER, [&] {
    char path[sizeof(sockaddr_un) + 1];
    const bool named = racelab::rt::NoteBind(address, size, path);
    const long result = Sys(SYS_bind, fd, reinterpret_cast<long>(address), size);
    if (named && result < 0) racelab::rt::ForgetName(racelab::rt::Named::kFile, AT_FDCWD, path);
    return result;
  })));
}
int listen(int fd, int backlog) noexcept {
  if (current == nullptr) return RACELAB_REAL(listen)(fd, backlog);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(Answer(racelab::rt::Plain(Transfer::kChange, fd, RACELAB_CALLER,
                                                    [&] { return Sys(SYS_listen, fd, backlog); })));
}
int shutdown(int fd, int how) noexcept {
  if (current == nullptr) return RACELAB_REAL(shutdown)(fd, how);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(Answer(racelab::rt::Plain(Transfer::kClose, fd, RACELAB_CALLER,
                                                    [&] { return Sys(SYS_shutdown, fd, how); })));
}
int accept4(int fd, sockaddr* address, socklen_t* size, int flags) {
  if (current == nullptr) return RACELAB_REAL(accept4)(fd, address, size, flags);
  return static_cast<int>(Answer(racelab::rt::Accept(fd, address, size, flags, RACELAB_CALLER)));
}
[[gnu::weak]] int accept(int fd, sockaddr* address, socklen_t* size) {
  if (current == nullptr) return RACELAB_REAL(accept)(fd, address, size);
  return static_cast<int>(Answer(racelab::rt::Accept(fd, address, size, 0, RACELAB_CALLER)));
}
[[gnu::weak]] int connect(int fd, const sockaddr* address, socklen_t size) {
  if (current == nullptr) return RACELAB_REAL(connect)(fd, address, size);
  return static_cast<int>(Answer(racelab::rt::ConnectTo(fd, address, size, RACELAB_CALLER)));
}

ssize_t recvfrom(int fd, void* to, size_t bytes, int flags, sockaddr* from, socklen_t* size) {
  if (current == nullptr) return RACELAB_REAL(recvfrom)(fd, to, bytes, flags, from, size);
  const long got = racelab::rt::Receive(fd, to, bytes, flags, from, size, RACELAB_CALLER);
  if (got > 0)
    RACELAB_WRITES(to, static_cast<size_t>(got) < bytes ? static_cast<size_t>(got) : bytes);
  return Answer(got);
}
[[gnu::weak]] ssize_t recv(int fd, void* to, size_t bytes, int flags) {
  if (current == nullptr) return RACELAB_REAL(recv)(fd, to, bytes, flags);
  const long got = racelab::rt::Receive(fd, to, bytes, flags, nullptr, nullptr, RACELAB_CALLER);
  if (got > 0)
    RACELAB_WRITES(to, static_cast<size_t>(got) < bytes ? static_cast<size_t>(got) : bytes);
  return Answer(got);
}
ssize_t recvmsg(int fd, msghdr* message, int flags) {
  if (current == nullptr) return RACELAB_REAL(recvmsg)(fd, message, flags);
  const long got = racelab::rt::ReceiveMessage(fd, *message, flags, RACELAB_CALLER);
  RACELAB_WRITES_PARTS(message->msg_iov, static_cast<long>(message->msg_iovlen), got);
  return Answer(got);
}

ssize_t sendto(int fd, const void* from, size_t bytes, int flags, const sockaddr* to,
               socklen_t size) {
  if (current == nullptr) return RACELAB_REAL(sendto)(fd, from, bytes, flags, to, size);
  RACELAB_READS(from, bytes);
  return Answer(racelab::rt::Send(fd, from, bytes, flags, to, size, RACELAB_CALLER));
}
[[gnu::weak]] ssize_t send(int fd, const void* from, size_t bytes, int flags) {
  if (current == nullptr) return RACELAB_REAL(send)(fd, from, bytes, flags);
  RACELAB_READS(from, bytes);
  return Answer(racelab::rt::Send(fd, from, bytes, flags, nullptr, 0, RACELAB_CALLER));
}
ssize_t sendmsg(int fd, const msghdr* message, int flags) {
  if (current == nullptr) return RACELAB_REAL(sendmsg)(fd, message, flags);
  RACELAB_READS_PARTS(message->msg_iov, static_cast<long>(message->msg_iovlen));
  return Answer(racelab::rt::SendMessage(fd, *message, flags, RACELAB_CALLER));
}

}  // extern "C"
