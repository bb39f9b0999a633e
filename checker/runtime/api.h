// What the harness calls when it is linked with the runtime. All do nothing outside an exploration.
//
// **Thread safety**: Complete and Fail may be called from any thread of the program.
#ifndef RACELAB_CHECKER_RUNTIME_API_H_
#define RACELAB_CHECKER_RUNTIME_API_H_

#include <cstddef>

extern "C" {

// The scenario starts here: becomes the fork server, and returns once in each execution.
void racelab_take_over();
// The scenario ended well.
void racelab_complete();
// An expectation failed: ends the execution with a finding of kind assertion.
void racelab_fail(const char* message);
// 1 while the explorer decides who runs: then a start gate is not needed, and only adds schedules.
int racelab_exploring();

// A flag that is 0, 1 while the work is done, then 2. `enter` waits for a 1 to go away, and returns
// 1 to whom is to do the work and to leave then: 0 where it did not succeed. Only in an
// exploration.
int racelab_once_enter(int* word);
void racelab_once_leave(int* word, int done);

// Bytes that were not freed and that nobody can find any more: lost_memory.h. 0 outside.
size_t racelab_lost_memory();

// Whether a plan may kill this process from here on. Without such a mark in any process, it may
// kill every one but the first.
void racelab_may_die(int may);

}  // extern "C"

#endif  // RACELAB_CHECKER_RUNTIME_API_H_
