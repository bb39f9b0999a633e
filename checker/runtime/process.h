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

#include <sys/resource.h>
#include <sys/types.h>

#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

// A signal that virtual time brings. The first of a process is that of alarm() and setitimer(), the
// last two are those of setitimer() for processor time.
struct Alarm {
  uint64_t at, again;  // when it comes, and the time from one to the next; or 0
  uint64_t value;      // for the handler
  int clock, overruns;
  uint16_t task;   // for whom; kMaxTasks: for the process
  uint8_t signal;  // 0: none
  uint8_t number;  // in Process::alarms, of those that timer_create() made; or 0
  bool of_work;    // of processor time: it comes at any point, but never in a wait
  bool comes;      // of those: now
};
inline constexpr uint32_t kFirstAlarmOfWork = 17, kAlarms = 19;

struct Process {
  pid_t pid;
  uint16_t parent;      // index
  uint16_t first_task;  // the one that began it
  uint32_t alive_count;
  bool ended;
  bool reaped;            // its parent has waited for it, or does not want to
  bool replaced;          // runs another program now that has rejoined
  bool left;              // runs another program now, outside the exploration
  bool told;              // has left and ended, and its parent got a signal for that
  bool may_die;           // a test has marked it so: racelab_may_die()
  int status;             // as wait tells it
  uint32_t* clock;        // what it knew at its end
  int turn;               // futex: 1 when it may run
  trace::Finding* crash;  // that ended it, until somebody asked how it ended

  // Signals, see signal_model.h. Bit s - 1 stands for signal s.
  uint64_t arrived;           // for the process, and not taken yet
  uint64_t caught, ignored;   // by the program's sigaction; the rest is as usual
  bool forgets_children;      // SA_NOCLDWAIT
  bool took_signals;          // a handler has run
  bool stopped;               // by SIGSTOP or the like: nobody of it goes on until SIGCONT
  uint8_t stop_signal;        // by which, until a wait with WUNTRACED has told it; else 0
  bool continued;             // by SIGCONT, until a wait with WCONTINUED has told it
  bool minds_no_stops;        // SA_NOCLDSTOP: gets no SIGCHLD when a child stops or goes on
  struct Arrivals* arrivals;  // what came with the signals
  Alarm alarms[kAlarms];      // see alarms.h
  bool has_alarms;            // one was set
};

// The process that this is, as an index of state.processes.
extern uint32_t here;

inline bool Mine(const Task* task) { return task->process == here; }

// Whether tasks of other processes may exist.
bool SeveralProcesses();

// Leaves `from` where it is and lets another process go on with `to`; returns when somebody chose
// `from` again.
void HandOver(Task* from, Task* to);

// `to` goes on, in its process; the caller's process has to wait or to end.
void GiveTurn(Task* to);

// libc's own functions. In the fork server: looked up once, since a look-up costs an execution more
// than the call.
pid_t RealFork();
pid_t RealWait(pid_t pid, int* status, int options, rusage* usage);
void PrepareProcesses();

// In a process that is about to do something: until it is its turn.
void AwaitTurn();

// The index that the next process will have, for its first task; and that process, a child of this
// one.
uint32_t NextProcess();
Process& AddProcess(const Task* first);

// A child of this process, with its first task: before it is made, and when it has a number (below
// 0: it was not made).
Task* AddChild(uint32_t pc);
void Started(Task* child, pid_t pid, uint32_t pc);

// After the point at which a process is to be started: whether the plan wants EAGAIN.
bool FailsToStart(uint32_t pc);

// What fork() does. Its handlers (pthread_atfork) are run by the caller.
pid_t Fork(uint32_t pc);

// trace::Point::may_die of this process, and the death that a plan wants at the task's point, if
// any.
uint64_t MayDie();
void DieAsPlanned(Task* self);

// Takes a task out of the schedule, without an end of its own.
void Vanish(Task* task);
// Takes a process and its tasks out of the schedule.
void Retire(uint32_t process, int status);
// This process ends with a status as wait tells it; the others go on. `at_once`: nobody else comes
// before the end.
[[noreturn]] void EndProcess(int status, bool at_once = false);
// Another process ends by a signal that it does not handle.
void KillProcess(Process& process, int signal);
// This process runs another program from now on, which nobody controls.
void LeaveExploration();
// A child was started that runs another program.
void EnterLeft(pid_t pid, uint32_t pc);

// The first child of this process that has ended and that a wait for `pid` would tell; or nullptr.
Process* EndedChild(uint32_t parent, pid_t pid);
// The same of one that was stopped (WUNTRACED in `options`) or goes on (WCONTINUED).
Process* ChangedChild(uint32_t parent, pid_t pid, int options);
// Whether there is a child that such a wait waits for, under control, or running another program.
bool HasChild(uint32_t parent, pid_t pid);
bool HasLeft(uint32_t parent, pid_t pid);
// What Pending::second of such a wait says: for whom, and with which of WEXITED, WUNTRACED and
// WCONTINUED.
inline uintptr_t AwaitedNews(pid_t pid, int options) {
  return static_cast<uint32_t>(pid) | static_cast<uintptr_t>(options) << 32;
}
inline int OptionsOf(uintptr_t awaited) { return static_cast<int>(awaited >> 32); }
// Whether a wait for children (Op::kWaitChild) has something to tell, an error included.
bool ChildToTell(const Task* task);
Process* ProcessOf(pid_t pid);

// Ends every other process of the execution, controlled or not.
void KillOthers();

// At the end of the process that began: a child that ended and was never waited for is a finding.
void ReportZombies();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_PROCESS_H_
