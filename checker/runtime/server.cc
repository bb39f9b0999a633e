// Maps the region, and forks an execution for each plan, or a chain of executions.
#include "checker/runtime/server.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "checker/runtime/file_stream.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/library_races.h"
#include "checker/runtime/names.h"
#include "checker/runtime/os.h"
#include "checker/runtime/outside.h"
#include "checker/runtime/rejoin.h"
#include "checker/runtime/restarts.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/state.h"
#include "checker/runtime/watch.h"

namespace racelab::rt {
namespace {

int reply_fd = -1;
bool replay = false;
bool forked = false;  // the last execution had several processes; the next one most likely will

// Processes that take turns wake each other faster on one processor: the one that the system chose.
void StayOnOneProcessor() {
  unsigned processor = 0;
  if (Sys(SYS_getcpu, reinterpret_cast<long>(&processor)) != 0) return;
  unsigned long set[16] = {};
  constexpr unsigned kBits = 8 * sizeof set[0];
  if (processor >= 16 * kBits) return;
  set[processor / kBits] = 1ul << processor % kBits;
  Sys(SYS_sched_setaffinity, 0, sizeof set, reinterpret_cast<long>(set));
}

bool ReadWord(int fd, uint32_t* word) {
  long got;
  do {
    got = Sys(SYS_read, fd, reinterpret_cast<long>(word), sizeof *word);
  } while (got == -4);  // EINTR
  return got == sizeof *word;
}

void WriteWord(int fd, uint32_t word) {
  Sys(SYS_write, fd, reinterpret_cast<long>(&word), sizeof word);
}

void ReadAll(int fd, void* to, size_t bytes) {
  char* at = static_cast<char*>(to);
  while (bytes > 0) {
    const long got = Sys(SYS_read, fd, reinterpret_cast<long>(at), static_cast<long>(bytes));
    if (got <= 0) Die("racelab: the file of $RACELAB_REPLAY is cut short");
    at += got;
    bytes -= static_cast<size_t>(got);
  }
}

// The file of $RACELAB_REPLAY, run in this very process, for a debugger: Region::take_over and the
// plan.
void LoadReplay(const char* path) {
  const int fd =
      static_cast<int>(Sys(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path), O_RDONLY));
  if (fd < 0) Die("racelab: the file of $RACELAB_REPLAY cannot be read");
  MapRegion(-1);
  state.region->max_tasks = trace::kMaxTasks;
  state.region->hang_seconds = 0;
  ReadAll(fd, &state.region->take_over, sizeof state.region->take_over);
  ReadAll(fd, &state.region->slots[0].plan, sizeof(trace::Plan));
  Sys(SYS_close, fd);
  replay = true;
}

uint32_t Width() {
  const uint32_t tasks = state.region->max_tasks;
  return tasks < 2 || tasks > trace::kMaxTasks ? 64 : tasks;
}

void Begin(trace::Slot& slot) {
  state.plan = &slot.plan;
  state.outcome = &slot.outcome;
  state.width = Width();
  if (forked) {
    StayOnOneProcessor();
    ShareState();  // while there is nothing to copy yet
  }
  StartExecution();
}

void Clear(trace::Outcome& outcome) {
  FillBytes(&outcome, 0,
            reinterpret_cast<char*>(outcome.pairs) - reinterpret_cast<char*>(&outcome));
}

// True in the process of the execution.
bool RunOne(trace::Slot& slot) {
  Clear(slot.outcome);
  const long child = Sys(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (child == 0) {
    Sys(SYS_setpgid, 0, 0);
    Sys(SYS_close, command_fd);
    Sys(SYS_close, reply_fd);
    WatchSignals();
    Begin(slot);
    return true;
  }
  if (child < 0) {
    slot.outcome.end = trace::End::kDied;
    Text(slot.outcome.finding.text, sizeof slot.outcome.finding.text) << "fork failed";
    return false;
  }
  Watch(child, slot);
  CleanNames();
  forked = slot.outcome.processes > 1;
  if (!kThreadsOutliveFork) return false;
  // The next execution will most likely need as many tasks.
  const uint32_t mains = slot.outcome.processes;
  const uint32_t tasks = slot.outcome.tasks > mains ? slot.outcome.tasks - mains : 0;
  if (tasks > PreparedThreads() && tasks < Width()) PrepareThreads(tasks);
  return false;
}

// True in the process of an execution.
bool RunChain() {
  const long child = Sys(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (child == 0) {
    Sys(SYS_setpgid, 0, 0);
    WatchSignals();
    BeginChain(command_fd, reply_fd);
    Clear(NextSlot().outcome);
    Begin(NextSlot());
    return true;
  }
  if (child > 0) {
    AfterChain(AwaitEnd(child));
    EndRest(child);
  }
  return false;
}

Start WhenToStart() { return state.region->take_over != 0 ? Start::kLater : Start::kAtMain; }

}  // namespace

Start Connect() {
  if (Rejoin()) return Start::kRejoined;
  const char* file = RACELAB_REAL(getenv)("RACELAB_REPLAY");
  if (file != nullptr) {
    LoadReplay(file);
    return WhenToStart();
  }
  const char* text = RACELAB_REAL(getenv)("RACELAB_EXPLORE");
  if (text == nullptr) return Start::kPlain;
  uint32_t numbers[3];
  if (!ParseNumbers(text, numbers, 3)) Die("racelab: $RACELAB_EXPLORE is not three descriptors");
  RACELAB_REAL(unsetenv)("RACELAB_EXPLORE");
  RACELAB_REAL(unsetenv)("LD_BIND_NOW");
  MapRegion(static_cast<int>(numbers[0]));
  command_fd = static_cast<int>(numbers[1]), reply_fd = static_cast<int>(numbers[2]);
  if (state.region->version != trace::kVersion || state.region->size != sizeof(trace::Region)) {
    Die("racelab: the program was built by another version; build it again");
  }
  return WhenToStart();
}

bool AwaitPlan() {
  trace::Region& region = *state.region;
  while (IsIdle()) {
    uint32_t count = 0;
    if (region.batch != 0) WriteWord(reply_fd, region.batch);
    if (!ReadWord(command_fd, &count) || count == 0) return false;
    region.next = 0;
    region.batch = count < trace::kSlots ? count : trace::kSlots;
  }
  return true;
}

void Serve() {
  PrepareHeap();
  NoteDescriptors();
  NoteFirstProgram();
  NoteLibraryCode();
  PrepareSignals();
  PrepareProcesses();
  MakeNames();
  NoteActions();
  Sys(SYS_prctl, PR_SET_CHILD_SUBREAPER, 1);
  FlushAll();
  if (replay) {
    WatchSignals();
    return Begin(state.region->slots[0]);
  }
  state.server = static_cast<pid_t>(Sys(SYS_getpid));
  if (kThreadsOutliveFork) PrepareThreads(state.region->prepared_tasks);
  WriteWord(reply_fd, trace::kVersion);
  while (AwaitPlan()) {
    Brief in_chain = {};
    if (kThreadsOutliveFork && ChainPays()) {
      if (RunChain()) return;
      if (IsIdle()) continue;
      in_chain = BriefOf(NextSlot().outcome);
    }
    trace::Slot& slot = NextSlot();
    if (RunOne(slot)) return;
    AfterFork(in_chain, BriefOf(slot.outcome));
    ++state.region->next;
    if (!slot.outcome.IsFine() && state.region->stop_at_first != 0) {
      state.region->batch = state.region->next;
    }
  }
  Sys(SYS_exit_group, 0);
}

}  // namespace racelab::rt
