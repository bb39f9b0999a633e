// Rejoin: a process that runs another program stays in the exploration, if that program is built
// for it, too.
//
// The new program finds the region's file through $RACELAB_REJOIN, maps what the processes of the
// execution share where it was before, and goes on as the task that ran it. All that is private
// begins anew.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_REJOIN_H_
#define RACELAB_CHECKER_RUNTIME_REJOIN_H_

#include <cstddef>
#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

using Strings = char* const*;

// Maps the region where it is in all programs of the execution, and keeps its descriptor for those
// to come.
void MapRegion(int file);
// Puts memory that all processes of an execution share in the place of private pages; `used` bytes
// are kept. `offset`: in the region's file, behind the region.
void Share(void* at, size_t used, size_t bytes, uint64_t offset);
// Where each kind of it lies there; the heap's is last.
inline constexpr uint64_t kNamesInFile = 0, kStateInFile = 4 << 20, kCommonInFile = 8 << 20;
// Maps such memory; `at`: where, or anywhere.
void* MapShared(size_t bytes, uint64_t offset, void* at = nullptr);

// Call once, before the executions: the program that runs.
void NoteFirstProgram();
// Whether the region's descriptor is still there.
bool CanInvite();

// The number of the program in a file, as in Outcome::program_of; kMaxPrograms if it cannot rejoin.
// Arguments as those of execveat.
uint32_t ProgramAt(int directory, const char* path, int flags);

// The environment with which a program comes back as `task`, in its process. Call when nothing can
// go wrong any more but the exec itself.
Strings Invite(Strings environment, const Task* task, uint32_t program);
// The other threads of this process are gone.
void LeaveOthersBehind();

// In a program that starts: whether it was invited. Then it is the current task's turn.
bool Rejoin();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_REJOIN_H_
