// Crashes: of the process that began, and of others, whose parent may want to see them.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_CRASH_H_
#define RACELAB_CHECKER_RUNTIME_CRASH_H_

#include <signal.h>

#include <cstdint>

#include "checker/trace/format.h"

namespace racelab::rt {

// This process dies by a signal. In the first process that is a finding at once. In another it is
// one when nobody asks how the process ended: a parent may have started it to see it crash.
// `in_handler`: called in the handler of the real signal, where no other task can be switched to.
[[noreturn]] void Crash(trace::Kind kind, int signal, uint32_t pc, const char* text,
                        bool in_handler);

// Calls the program's own handler of a signal that came for real. False when it has none.
bool CallOnCrash(int signal, siginfo_t* info, void* context);

// Reports the first crash that nobody has asked for: of a child of the first process, or of any.
void ReportCrashes(bool of_first);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_CRASH_H_
