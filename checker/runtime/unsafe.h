// Functions that a signal handler must not call when it has interrupted another such function
// (POSIX.1-2017, 2.4.3: not async-signal-safe).
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_UNSAFE_H_
#define RACELAB_CHECKER_RUNTIME_UNSAFE_H_

#include "checker/runtime/caller.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {

// The current task is in `name`. A handler may interrupt it there when the program itself called;
// in the middle of a library no other task can be let run.
void EnterUnsafe(const char* name, const void* caller);

inline void Unsafe(const char* name, const void* caller) {
  if (current == nullptr) return;
  if (HandlersMayCome() || current->handlers != 0) EnterUnsafe(name, caller);
}

// Call first in the stand-in for such a function.
#define RACELAB_UNSAFE(name) racelab::rt::Unsafe(name, __builtin_return_address(0))

// The same for one that is a scheduling point anyway, see UnsafeAt in signal_handler.cc.
#define RACELAB_IN_HANDLER(name) \
  if (current->interrupted != nullptr) RACELAB_UNSAFE(name)

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_UNSAFE_H_
