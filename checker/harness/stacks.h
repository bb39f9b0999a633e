// Stacks on request and at a crash: `where` lines of the record.
//
// **Thread safety**: call StartStacks once, before the first thread.
#ifndef RACELAB_CHECKER_HARNESS_STACKS_H_
#define RACELAB_CHECKER_HARNESS_STACKS_H_

#include <cstdint>

namespace racelab {

// From now on a thread that gets SIGUSR2 writes a `where` line and goes on, and a thread that
// gets SIGSEGV, SIGBUS, SIGFPE, SIGILL or SIGABRT writes one and then dies of that signal.
void StartStacks();

// Around the beginning and the end of a thread, when TSan does not know it: SIGUSR2 waits. Returns
// the mask of signals as it was.
uint64_t HoldQuestions();
void AllowQuestions(uint64_t before);

// True in a thread that is writing a `where` line. The signal may have come in the middle of TSan's
// own code, where nothing that TSan intercepts may be called: TSan would wait for itself.
bool IsAnswering();

}  // namespace racelab

#endif  // RACELAB_CHECKER_HARNESS_STACKS_H_
