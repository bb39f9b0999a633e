// Stand-ins that move data from one descriptor to another.
#include <poll.h>
#include <sys/sendfile.h>
#include <sys/syscall.h>

#include "checker/runtime/broken_pipe.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

// `call` moves some bytes; who cannot waits, whichever side is not ready.
template <typename Call>
long Copy(int from, int to, bool waits, uint32_t pc, const Call& call) {
  const long moved = Transferred(Transfer::kWrite, to, waits, pc, [&] {
    CheckReaders(to, pc);
    return WithoutBlocking(to, POLLOUT, [&] { return WithoutBlocking(from, POLLIN, call); });
  });
  if (moved >= 0) {
    AcquireChannel(ChannelOf(from));
    ReleaseChannel(ChannelOf(to));  // what was read goes on to whoever reads there
    if (moved == 0) AcquireEnds();
  }
  return moved;
}

bool BothWait(int from, int to) { return PatienceOf(from).waits && PatienceOf(to).waits; }

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;
using racelab::rt::Sys;

extern "C" {

ssize_t splice(int from, off64_t* from_at, int to, off64_t* to_at, size_t bytes, unsigned flags) {
  if (current == nullptr) return RACELAB_REAL(splice)(from, from_at, to, to_at, bytes, flags);
  const bool waits = (flags & SPLICE_F_NONBLOCK) == 0 && racelab::rt::BothWait(from, to);
  return Answer(racelab::rt::Copy(from, to, waits, RACELAB_CALLER, [&] {
    return Sys(SYS_splice, from, reinterpret_cast<long>(from_at), to, reinterpret_cast<long>(to_at),
               static_cast<long>(bytes), static_cast<long>(flags | SPLICE_F_NONBLOCK));
  }));
}
ssize_t tee(int from, int to, size_t bytes, unsigned flags) {
  if (current == nullptr) return RACELAB_REAL(tee)(from, to, bytes, flags);
  const bool waits = (flags & SPLICE_F_NONBLOCK) == 0 && racelab::rt::BothWait(from, to);
  return Answer(racelab::rt::Copy(from, to, waits, RACELAB_CALLER, [&] {
    return Sys(SYS_tee, from, to, static_cast<long>(bytes),
               static_cast<long>(flags | SPLICE_F_NONBLOCK));
  }));
}
ssize_t copy_file_range(int from, off64_t* from_at, int to, off64_t* to_at, size_t bytes,
                        unsigned flags) {
  if (current == nullptr) {
    return RACELAB_REAL(copy_file_range)(from, from_at, to, to_at, bytes, flags);
  }
  return Answer(racelab::rt::Copy(from, to, true, RACELAB_CALLER, [&] {
    return Sys(SYS_copy_file_range, from, reinterpret_cast<long>(from_at), to,
               reinterpret_cast<long>(to_at), static_cast<long>(bytes), static_cast<long>(flags));
  }));
}
#define RACELAB_SENDFILE(name)                                                                  \
  ssize_t name(int to, int from, off_t* at, size_t bytes) noexcept {                            \
    if (current == nullptr) return RACELAB_REAL(name)(to, from, at, bytes);                     \
    const bool waits = racelab::rt::BothWait(from, to);                                         \
    return Answer(racelab::rt::Copy(from, to, waits, RACELAB_CALLER, [&] {                      \
      return Sys(SYS_sendfile, to, from, reinterpret_cast<long>(at), static_cast<long>(bytes)); \
    }));                                                                                        \
  }
RACELAB_SENDFILE(sendfile)
RACELAB_SENDFILE(sendfile64)

}  // extern "C"
