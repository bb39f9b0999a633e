// Stand-ins for sending and receiving several messages with one call. Each message is a step of its
// own, as in the kernel.
#include <sys/socket.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/message.h"
#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"
#include "checker/runtime/time_spec.h"

using racelab::rt::Answer;
using racelab::rt::current;

extern "C" {

// An error counts only where no message came before it.
int sendmmsg(int fd, mmsghdr* messages, unsigned count, int flags) {
  if (current == nullptr) return RACELAB_REAL(sendmmsg)(fd, messages, count, flags);
  for (unsigned sent = 0; sent < count; ++sent) {
    const msghdr& message = messages[sent].msg_hdr;
    RACELAB_READS_PARTS(message.msg_iov, static_cast<long>(message.msg_iovlen));
    const long bytes = racelab::rt::SendMessage(fd, message, flags, RACELAB_CALLER);
    if (bytes < 0) return sent > 0 ? static_cast<int>(sent) : RACELAB_INT(bytes);
    messages[sent].msg_len = static_cast<unsigned>(bytes);
  }
  return static_cast<int>(count);
}

// The kernel looks at the time after each message only.
int recvmmsg(int fd, mmsghdr* messages, unsigned count, int flags, timespec* limit) {
  if (current == nullptr) return RACELAB_REAL(recvmmsg)(fd, messages, count, flags, limit);
  if (limit != nullptr && !racelab::rt::IsValid(*limit)) return RACELAB_INT(-EINVAL);
  const uint64_t until = racelab::rt::state.now + (limit ? racelab::rt::Nanoseconds(*limit) : 0);
  int how = flags & ~MSG_WAITFORONE;
  for (unsigned got = 0; got < count; ++got) {
    msghdr& message = messages[got].msg_hdr;
    const long bytes = racelab::rt::ReceiveMessage(fd, message, how, RACELAB_CALLER);
    if (bytes < 0) return got > 0 ? static_cast<int>(got) : RACELAB_INT(bytes);
    messages[got].msg_len = static_cast<unsigned>(bytes);
    RACELAB_WRITES_PARTS(message.msg_iov, static_cast<long>(message.msg_iovlen), bytes);
    if ((flags & MSG_WAITFORONE) != 0) how |= MSG_DONTWAIT;
    if (limit != nullptr && racelab::rt::state.now >= until) return static_cast<int>(got) + 1;
  }
  return static_cast<int>(count);
}

}  // extern "C"
