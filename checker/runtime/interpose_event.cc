// Stand-ins for timers and events behind descriptors.
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"
#include "checker/runtime/stream.h"
#include "checker/runtime/timers.h"

using racelab::rt::Answer;
using racelab::rt::current;
using racelab::rt::Transfer;

extern "C" {

int timerfd_create(int clock, int flags) noexcept {
  if (current == nullptr) return RACELAB_REAL(timerfd_create)(clock, flags);
  return static_cast<int>(Answer(racelab::rt::NewTimer(clock, flags)));
}
int timerfd_settime(int fd, int flags, const itimerspec* value, itimerspec* old) noexcept {
  if (current == nullptr) return RACELAB_REAL(timerfd_settime)(fd, flags, value, old);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(Answer(racelab::rt::Plain(Transfer::kChange, fd, RACELAB_CALLER, [&] {
    return racelab::rt::SetTimer(fd, flags, *value, old);
  })));
}
int timerfd_gettime(int fd, itimerspec* value) noexcept {
  if (current == nullptr) return RACELAB_REAL(timerfd_gettime)(fd, value);
  return static_cast<int>(Answer(racelab::rt::GetTimer(fd, value)));
}

int eventfd(unsigned value, int flags) noexcept {
  const int descriptor = RACELAB_REAL(eventfd)(value, flags);
  if (current != nullptr && descriptor >= 0) {
    racelab::rt::NewEventDescriptor(descriptor);
    racelab::rt::ChannelOf(descriptor);
  }
  return descriptor;
}
// libc's own do not come by here.
int eventfd_read(int fd, eventfd_t* value) {
  if (current == nullptr) return RACELAB_REAL(eventfd_read)(fd, value);
  const long got = racelab::rt::Read(fd, value, sizeof *value, RACELAB_CALLER);
  if (got > 0) RACELAB_WRITES(value, static_cast<size_t>(got));
  return racelab::rt::Answer(got) == static_cast<long>(sizeof *value) ? 0 : -1;
}
int eventfd_write(int fd, eventfd_t value) {
  if (current == nullptr) return RACELAB_REAL(eventfd_write)(fd, value);
  const long put = racelab::rt::Write(fd, &value, sizeof value, RACELAB_CALLER);
  return racelab::rt::Answer(put) == static_cast<long>(sizeof value) ? 0 : -1;
}

}  // extern "C"
