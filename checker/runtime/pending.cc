// Reads an announced operation.
#include "checker/runtime/pending.h"

#include "checker/runtime/heap.h"
#include "checker/runtime/locks.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/shared_memory.h"
#include "checker/runtime/time_spec.h"

namespace racelab::rt {
namespace {

// kNone where the caller looks at the time before it waits.
Op AttemptOf(Op timed) {
  switch (timed) {
    case Op::kTimedLock: return Op::kTryLock;
    case Op::kTimedReadLock: return Op::kTryReadLock;
    case Op::kSemTimedWait: return Op::kSemTryWait;
    default: return Op::kNone;
  }
}

}  // namespace

uint64_t SecondName(const Pending& pending) {
  switch (pending.op) {
    case Op::kWait:
    case Op::kTimedWait: return NameOf(PlaceOf(pending.second));
    case Op::kReacquire: return NameOf(pending.second_place);
    case Op::kLock:
    case Op::kTimedLock:
    case Op::kReadLock:
    case Op::kTryReadLock:
    case Op::kTimedReadLock:
      return pending.second == kRwlock && WritersGoFirst(pending.object) ? 1 : 0;
    case Op::kJoin:
    case Op::kYield:
    case Op::kAtomicLoad: return pending.second;
    default: return 0;
  }
}

// A wait that was signalled needs its mutex, but no longer the condition variable.
uintptr_t ObjectOf(const Pending& pending) {
  switch (pending.op) {
    case Op::kLock:
    case Op::kTryLock:
    case Op::kTimedLock:
    case Op::kReadLock:
    case Op::kTryReadLock:
    case Op::kTimedReadLock:
    case Op::kUnlock:
    case Op::kReadUnlock:
    case Op::kWait:
    case Op::kTimedWait:
    case Op::kSignal:
    case Op::kBroadcast:
    case Op::kSemWait:
    case Op::kSemTimedWait:
    case Op::kSemTryWait:
    case Op::kSemPost:
    case Op::kOnce:
    case Op::kDestroy: return pending.object;
    case Op::kReacquire: return pending.second;
    default: return 0;
  }
}

Pending InTime(Pending pending) {
  constexpr uint64_t kCentury = kSecond * 100 * 365 * 86400;
  const Op attempt = AttemptOf(pending.op);
  if (pending.deadline >= kCentury && pending.deadline != kWhenNothingElse) {
    pending.timed = false;
  } else if (attempt != Op::kNone && IsOver(pending.deadline)) {
    pending.op = attempt;
    pending.timed = false;
  }
  return pending;
}

}  // namespace racelab::rt
