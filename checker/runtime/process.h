// Processes of the explored program: who forked whom, who has ended and how, and the turn that they
// hand to each other.
//
// All processes of an execution share one scheduler. Its tables become shared memory at the first
// fork; what a process knows of its private memory stays private, and a fork copies it, as it
// copies that memory. One task runs at a time, whatever process it is of: the others' processes
// sleep until they are handed the turn.
//
// **Thread safety**: one task runs at a time. A child that was just forked touches nothing shared
// before it has its first turn.
#ifndef RACELAB_CHECKER_RUNTIME_PROCESS_H_
#define RACELAB_CHECKER_RUNTIME_PROCESS_H_

#include <sys/types.h>

#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

struct Process {
  pid_t pid;
  uint16_t parent;      // index
  uint16_t first_task;  // the one that began it
  uint32_t alive_count;
  bool ended;
  bool reaped;      // its parent has waited for it, or does not want to
  bool left;        // runs another program now, outside the exploration
  bool may_die;     // a test has marked it so: racelab_may_die()
  int status;       // as wait tells it
  uint32_t* clock;  // what it knew at its end
  int turn;         // futex: 1 when it may run
};

// The process that this is, as an index of state.processes.
extern uint32_t here;

inline bool Mine(const Task* task) { return task->process == here; }

// Whether tasks of other processes may exist.
bool SeveralProcesses();

// Leaves `from` where it is and lets another process go on with `to`; returns when somebody chose
// `from` again.
void HandOver(Task* from, Task* to);

// What fork() does. Its handlers (pthread_atfork) are run by the caller.
pid_t Fork(uint32_t pc);

// Whether a plan may kill this process, and the death that it plans for the task's point, if any.
bool MayDie();
void DieAsPlanned(Task* self);

// This process ends with a status as wait tells it; the others go on.
[[noreturn]] void EndProcess(int status);
// Another process ends by a signal that it does not handle.
void KillProcess(Process& process, int signal);
// This process runs another program from now on, which nobody controls. `Return` takes it back,
// when that failed.
void LeaveExploration();
void ReturnToExploration();

// The first child of this process that has ended and that a wait for `pid` would tell; or nullptr.
Process* EndedChild(uint32_t parent, pid_t pid);
// Whether there is a child that such a wait waits for, which is under control.
bool HasChild(uint32_t parent, pid_t pid);
Process* ProcessOf(pid_t pid);

// Ends every other process of the execution, controlled or not.
void KillOthers();

// At the end of the process that began: a child that ended and was never waited for is a finding.
void ReportZombies();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_PROCESS_H_
