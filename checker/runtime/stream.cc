// Reads and writes in as many steps as the kernel makes.
#include "checker/runtime/stream.h"

#include <poll.h>
#include <sys/socket.h>

#include "checker/runtime/broken_pipe.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/queue_notice.h"
#include "checker/runtime/signal_descriptor.h"
#include "checker/runtime/state.h"
#include "checker/runtime/timers.h"

namespace racelab::rt {
namespace {

// `call` reads.
template <typename Call>
long Input(int descriptor, uint32_t pc, const Call& call) {
  if (IsTimer(descriptor)) return ReadTimer(descriptor, pc, call);
  return Transferred(Transfer::kRead, descriptor, PatienceOf(descriptor, SO_RCVTIMEO), pc,
                     [&] { return WithoutBlocking(descriptor, POLLIN, call); });
}

// As much as goes at once. To a pipe up to PIPE_BUF bytes go in one piece or not at all.
long WriteSome(int descriptor, Rest& rest, uint32_t pc) {
  if (IsSocket(descriptor)) {
    msghdr message = {};
    message.msg_iov = rest.Parts();
    message.msg_iovlen = rest.Count();
    const long sent =
        Sys(SYS_sendmsg, descriptor, reinterpret_cast<long>(&message), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent == -EPIPE) RaiseBrokenPipe(pc);
    return sent;
  }
  CheckReaders(descriptor, pc);
  return WithoutBlocking(descriptor, POLLOUT, [&] {
    return Sys(SYS_writev, descriptor, reinterpret_cast<long>(rest.Parts()),
               static_cast<long>(rest.Count()));
  });
}

}  // namespace

Rest::Rest(const iovec* parts, size_t count) : count_(count) {
  if (count > kParts) Stop(trace::End::kLimit, "parts of one message");
  for (size_t i = 0; i < count; ++i) parts_[i] = parts[i];
}

void Rest::Skip(size_t bytes) {
  while (first_ < count_ && bytes >= parts_[first_].iov_len) bytes -= parts_[first_++].iov_len;
  if (first_ == count_) return;
  parts_[first_].iov_base = static_cast<char*>(parts_[first_].iov_base) + bytes;
  parts_[first_].iov_len -= bytes;
}

size_t Rest::Bytes() const {
  size_t bytes = 0;
  for (size_t i = first_; i < count_; ++i) bytes += parts_[i].iov_len;
  return bytes;
}

long Read(int descriptor, void* to, size_t bytes, uint32_t pc) {
  const bool signals = IsSignalDescriptor(descriptor);
  return Input(descriptor, pc, [&] {
    if (signals) return ReadSignals(descriptor, to, bytes);
    if (TakeShort(descriptor, bytes, false)) bytes = 1;
    return Sys(SYS_read, descriptor, reinterpret_cast<long>(to), static_cast<long>(bytes));
  });
}

long ReadParts(int descriptor, const iovec* parts, int count, uint32_t pc) {
  return Input(descriptor, pc,
               [&] { return Sys(SYS_readv, descriptor, reinterpret_cast<long>(parts), count); });
}

long WriteParts(int descriptor, const iovec* parts, int count, uint32_t pc) {
  if (count < 0) return -EINVAL;
  Rest rest(parts, static_cast<size_t>(count));
  const Patience patience = PatienceOf(descriptor, SO_SNDTIMEO);
  long done = 0;
  bool cut = false;
  do {
    const long result = Transferred(Transfer::kWrite, descriptor, patience, pc, [&]() -> long {
      const bool file = current->fault != trace::Fault::kNone && IsFile(descriptor);
      if (file && TakeFault(trace::Fault::kFull)) return -ENOSPC;
      const bool part = file && rest.Bytes() > 1 && TakeFault(trace::Fault::kPart);
      if (!part && !TakeShort(descriptor, rest.Bytes(), true)) {
        return WriteSome(descriptor, rest, pc);
      }
      cut = true;
      const iovec byte = {rest.Parts()->iov_base, 1};
      Rest first(&byte, 1);
      return WriteSome(descriptor, first, pc);
    });
    if (result < 0) return done > 0 ? done : result;
    done += result;
    if (cut) break;
    rest.Skip(static_cast<size_t>(result));
  } while (patience.waits && rest.Bytes() > 0);
  return done;
}

long Write(int descriptor, const void* from, size_t bytes, uint32_t pc) {
  const iovec all = {const_cast<void*>(from), bytes};
  return WriteParts(descriptor, &all, 1, pc);
}

long Close(int descriptor, uint32_t pc) {
  return Plain(Transfer::kClose, descriptor, pc, [&] {
    ForgetSignalDescriptor(descriptor);
    if (state.notices != nullptr) WithdrawNotice(ChannelOf(descriptor));
    return Sys(SYS_close, descriptor);
  });
}

}  // namespace racelab::rt
