// Watch: the server's wait for the process that runs executions.
//
// **Thread safety**: one thread.
#ifndef RACELAB_CHECKER_RUNTIME_WATCH_H_
#define RACELAB_CHECKER_RUNTIME_WATCH_H_

#include "checker/trace/format.h"

namespace racelab::rt {

// What Region::next names, and whether the batch is done.
trace::Slot& NextSlot();
bool IsIdle();

// Where the tool's commands come from; -1: from nowhere.
extern int command_fd;
// Whether the tool has gone, or wants no more: its end is closed.
bool IsAbandoned();

// Waits for the child's end, for as long as something moves and the tool is there; kills it after
// that. Returns its status as wait tells it.
int AwaitEnd(long child);

// Ends whatever the child left running.
void EndRest(long child);

// Both, and the outcome of an execution that could not write its own.
void Watch(long child, trace::Slot& slot);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_WATCH_H_
