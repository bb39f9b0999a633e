// One attempt after the other, each with MSG_DONTWAIT.
#include "checker/runtime/message.h"

#include <sys/syscall.h>

#include "checker/runtime/broken_pipe.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"
#include "checker/runtime/stream.h"

namespace racelab::rt {
namespace {

Patience PatienceFor(int descriptor, int option, int flags) {
  return (flags & MSG_DONTWAIT) != 0 ? Patience(false) : PatienceOf(descriptor, option);
}

void OnlyOneByte(msghdr& message, iovec& byte) {
  byte = {message.msg_iov->iov_base, 1};
  message.msg_iov = &byte;
  message.msg_iovlen = 1;
}

long SendOnce(int descriptor, const msghdr& message, int flags, uint32_t pc) {
  const long sent = Sys(SYS_sendmsg, descriptor, reinterpret_cast<long>(&message),
                        flags | MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent == -EPIPE && (flags & MSG_NOSIGNAL) == 0) RaiseBrokenPipe(pc);
  return sent;
}

// What an attempt may have changed although it failed is put back for the next one.
long ReceiveOnce(int descriptor, msghdr& message, int flags) {
  msghdr attempt = message;
  iovec byte;
  if (message.msg_iovlen > 0 && TakeShort(descriptor, message.msg_iov->iov_len, false)) {
    OnlyOneByte(attempt, byte);
  }
  const long got = Sys(SYS_recvmsg, descriptor, reinterpret_cast<long>(&attempt),
                       (flags & ~MSG_WAITALL) | MSG_DONTWAIT);
  attempt.msg_iov = message.msg_iov;
  attempt.msg_iovlen = message.msg_iovlen;
  if (got >= 0) message = attempt;
  return got;
}

}  // namespace

long SendMessage(int descriptor, const msghdr& message, int flags, uint32_t pc) {
  const Patience patience = PatienceFor(descriptor, SO_SNDTIMEO, flags);
  Rest rest(message.msg_iov, message.msg_iovlen);
  msghdr next = message;
  long done = 0;
  bool cut = false;
  do {
    next.msg_iov = rest.Parts();
    next.msg_iovlen = rest.Count();
    iovec byte;
    const long sent = Transferred(Transfer::kWrite, descriptor, patience, pc, [&] {
      cut = cut || TakeShort(descriptor, rest.Bytes(), true);
      if (cut) OnlyOneByte(next, byte);
      return SendOnce(descriptor, next, flags, pc);
    });
    if (sent < 0) return done > 0 ? done : sent;
    done += sent;
    rest.Skip(static_cast<size_t>(sent));
    next.msg_control = nullptr;  // has gone with the first part
    next.msg_controllen = 0;
  } while (patience.waits && rest.Bytes() > 0 && !cut);
  return done;
}

long ReceiveMessage(int descriptor, msghdr& message, int flags, uint32_t pc) {
  const Patience patience = PatienceFor(descriptor, SO_RCVTIMEO, flags);
  const bool all = patience.waits && (flags & MSG_WAITALL) != 0 && (flags & MSG_PEEK) == 0;
  long done = Transferred(Transfer::kRead, descriptor, patience, pc,
                          [&] { return ReceiveOnce(descriptor, message, flags); });
  if (!all || done <= 0) return done;
  const int type = SocketType(descriptor);
  Rest rest(message.msg_iov, message.msg_iovlen);
  rest.Skip(static_cast<size_t>(done));
  while (type == SOCK_STREAM && rest.Bytes() > 0) {
    msghdr next = {};
    next.msg_iov = rest.Parts();
    next.msg_iovlen = rest.Count();
    const long got = Transferred(Transfer::kRead, descriptor, patience, pc,
                                 [&] { return ReceiveOnce(descriptor, next, flags); });
    if (got <= 0) break;
    done += got;
    rest.Skip(static_cast<size_t>(got));
  }
  return done;
}

}  // namespace racelab::rt
