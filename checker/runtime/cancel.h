// The early end of threads: pthread_exit() and pthread_cancel().
//
// A thread that is cancelled goes on to its next cancellation point, or is woken in one; there it
// ends as if it had called pthread_exit(). A wait for a condition variable locks its mutex first.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_CANCEL_H_
#define RACELAB_CHECKER_RUNTIME_CANCEL_H_

#include "checker/runtime/task.h"

namespace racelab::rt {

// Whether the task ends where it stands, at its pending operation.
bool CancelComes(const Task* task);

// While this lives, the current task is not cancelled: for a stand-in that is no cancellation point
// although it does what others are one for. Nothing can unwind a function that is noexcept.
class Sealed {
 public:
  Sealed();
  ~Sealed();
  Sealed(const Sealed&) = delete;
  Sealed& operator=(const Sealed&) = delete;
};

// Ends the current task, which was cancelled.
[[noreturn]] void EndCancelled();
// A cancellation point at which nobody waits.
void EndIfCancelled();
// The same for a stand-in that is sealed and has something to take back first.
bool IsCancelled();
[[noreturn]] void EndSealed();

// Unwinds the stack of the current task, so that destructors and clean-up handlers run, and ends
// it.
[[noreturn]] void ExitThread(void* result);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_CANCEL_H_
