// Progress: whether tasks that run for ever get anywhere. Who writes nothing new and wakes nobody
// is idle, and lets others go first; when nobody does for long, it is a livelock.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_PROGRESS_H_
#define RACELAB_CHECKER_RUNTIME_PROGRESS_H_

#include <cstdint>

namespace racelab::rt {

// The operation just done changed something that others can see.
void Effect();
// The same for a value written to memory, which may be new or the same as ever.
void Wrote(uintptr_t address, uint64_t before, uint64_t after);

// Of an execution with very many points: first a fair rule, then the verdict.
void CheckProgress();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_PROGRESS_H_
