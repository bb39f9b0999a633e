// Waiting for any of several descriptors: poll, select, epoll.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_LOOK_H_
#define RACELAB_CHECKER_RUNTIME_LOOK_H_

#include <time.h>

#include <cstdint>

#include "checker/runtime/descriptor.h"
#include "checker/runtime/timers.h"

namespace racelab::rt {

// When a wait for `time` that begins now is over; kNever when there is no time.
uint64_t EndOfWait(const timespec* time);
uint64_t EndOfWait(int milliseconds);
timespec TimeLeft(uint64_t end);

// The descriptors that are looked at, as far as the wait depends on them.
struct Watched {
  uintptr_t channel = 0;  // of the first
  bool outside = false;
  uint64_t next_timer = kNever;

  void Add(int descriptor);
};

// `mask`: of signals, while it waits; may be null. `watch` says what is looked at, with the timers
// as they are now; `look` is the kernel's answer at once: 0 for nothing yet. No handler lets such a
// wait go on: -EINTR.
template <typename Watch, typename Look>
long Await(uint64_t end, const sigset_t* mask, uint32_t pc, const Watch& watch, const Look& look) {
  Watched watched = watch();
  Point({Op::kTransfer, pc, 0, 0, false, 0, watched.channel});
  const bool waits = end > state.now;
  if (waits && TakeFault(trace::Fault::kInterrupted)) return -EINTR;
  const MaskOfWait masked(mask);
  bool restarts = true, interrupted = false;
  for (bool last = !waits;; last = state.now >= end) {
    watched = watch();
    const long found = look();
    if (found == 0 && !waits && watched.next_timer != kNever) PassTime();
    if (found == 0 && mask != nullptr) interrupted |= TakeSignals(restarts);
    if (found == 0 && interrupted) return -EINTR;
    if (found != 0 || last) return found;
    const uint64_t next = watched.next_timer < end ? watched.next_timer : end;
    AwaitChange(watched.channel, watched.outside, pc, next != kNever, next);
    interrupted = Interrupted(false);
  }
}

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_LOOK_H_
