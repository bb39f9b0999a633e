// Operations on names, locks and queues: scheduling points that say themselves what they order.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_ATTEMPT_H_
#define RACELAB_CHECKER_RUNTIME_ATTEMPT_H_

#include "checker/runtime/cancel.h"
#include "checker/runtime/descriptor.h"

namespace racelab::rt {

// Tries until the result is not -EAGAIN, or once if it does not wait. -ETIMEDOUT after a deadline,
// -EINTR after a handler, unless the call `restarts` where the handler says so.
template <typename Call>
long Attempt(uintptr_t channel, bool waits, uint32_t pc, const Call& call, bool timed = false,
             uint64_t deadline = 0, bool restarts = true) {
  Point({Op::kTransfer, pc, 0, 0, false, 0, channel});
  Patience patience = waits;
  patience.timed = timed;
  patience.deadline = deadline;
  return Tried(channel, -1, patience, restarts, -ETIMEDOUT, pc, call);
}

// What was done, for the report; what it changed, for those who wait. A failure and a look change
// nothing, so that a loop of them is seen to go nowhere.
inline void NoteAttempt(Transfer what, uintptr_t channel, long result, uint32_t pc) {
  if (result >= 0 && what != Transfer::kLook) Changed();
  NoteTransfer(what, channel, result, pc);
}

// An operation on a name: comes after all that was done to it, and before what others see of it.
template <typename Call>
long OnName(Transfer what, uintptr_t channel, uint32_t pc, const Call& call) {
  const Sealed sealed;
  const long result = Attempt(channel, false, pc, call);
  AcquireChannel(channel);
  if (result >= 0 && what == Transfer::kChange) ReleaseChannel(channel);
  NoteAttempt(what, channel, result, pc);
  return result;
}

// -errno, as the kernel gives it, of a function that sets errno.
inline long Negative(long result) { return result == -1 ? -errno : result; }

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_ATTEMPT_H_
