// Snapshot: the memory of the process as it was at one moment, to be put back, so that one process
// can run many executions.
//
// It holds everything that the program and its libraries can write to: their data, libc's heap, the
// stack and the thread-local storage of the main thread and of the parked ones. The explorer's own
// heap is emptied instead, which costs less. The kernel's part of a process (descriptors, mappings,
// handlers of signals) is not in it: confine.h.
//
// **Thread safety**: one thread.
#ifndef RACELAB_CHECKER_RUNTIME_SNAPSHOT_H_
#define RACELAB_CHECKER_RUNTIME_SNAPSHOT_H_

namespace racelab::rt {

// Returns again, with memory as it is now, after each PutBack(). False: nothing can be put back,
// since the program shares memory with others, or has too much of it.
bool TakeSnapshot();

// What could be written to when it was taken, as text (mappings.h); nullptr: there is none. The
// kernel's list of now says instead which pages were.
const char* MappingsOfSnapshot();

// From any task. Signals that come meanwhile must not look at an execution.
[[noreturn]] void PutBack();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_SNAPSHOT_H_
