// Which operations are cancellation points (POSIX.1-2017, 2.9.5), and the end of a thread there.
#include "checker/runtime/cancel.h"

#include "checker/runtime/readiness.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

// Not every function with Op::kTransfer need be one: see Sealed.
bool IsCancellationPoint(Op op) {
  switch (op) {
    case Op::kReacquire:
    case Op::kSemWait:
    case Op::kSemTimedWait:
    case Op::kSleep:
    case Op::kJoin:
    case Op::kBlock:
    case Op::kTransfer:
    case Op::kWaitChild:
    case Op::kPause: return true;
    default: return false;
  }
}

}  // namespace

bool CancelComes(const Task* task) {
  const Cancellation& said = task->cancellation;
  if (!said.wanted || said.disabled || task->sealed != 0) return false;
  const Op op = task->pending.op;
  // Who was signalled keeps the signal and returns (POSIX: it must not get lost).
  if (op == Op::kReacquire) return !task->signaled && CanReturn(task);
  return said.at_any_time || IsCancellationPoint(op);
}

Sealed::Sealed() { ++current->sealed; }
Sealed::~Sealed() { --current->sealed; }

bool IsCancelled() { return current->cancellation.wanted && !current->cancellation.disabled; }

void EndIfCancelled() {
  if (IsCancelled() && current->sealed == 0) EndCancelled();
}

void EndSealed() {
  current->sealed = 0;
  EndCancelled();
}

void EndCancelled() {
  current->cancellation = {false, true, false};  // its clean-up handlers are not cancelled
  Dequeue(current);
  ExitThread(PTHREAD_CANCELED);
}

}  // namespace racelab::rt
