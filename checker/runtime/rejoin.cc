// The way back into the exploration.
#include "checker/runtime/rejoin.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/decisions.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/names.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/rules.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/state.h"

namespace racelab::rt {

uint32_t program_shift = 0;

namespace {

constexpr uintptr_t kRegion = 0x11b000000000;
int region_file = -1;

// Above what programs count on, below what makes a fork dear.
constexpr int kDescriptor = 240;

long MapFile(uintptr_t at, size_t bytes, uint64_t offset, int fixed) {
  const int flags =
      region_file < 0 ? MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE : MAP_SHARED | MAP_NORESERVE;
  return Sys(SYS_mmap, static_cast<long>(at), static_cast<long>(bytes), PROT_READ | PROT_WRITE,
             flags | fixed, region_file,
             region_file < 0 ? 0 : static_cast<long>(trace::kRegionSize + offset));
}

bool Failed(long at) { return at < 0 && at > -4096; }

// What a new program has not got.
void StartAnew(Task* task) {
  task->depth = 0;
  task->written = {};
  task->acquired = task->released = nullptr;
  task->handlers = 0;
  task->unsafe = task->interrupted = nullptr;
  task->awaited = 0;
  task->interruption = Interruption::kNone;
  task->at_exit = nullptr;
  task->values = nullptr;
  task->throw_depth = 0;
  task->handle = pthread_self();
  task->forked_from = nullptr;
  AdoptCaller(task);
}

// What each program knows of the plan for itself.
void ReadPlan() {
  const uint64_t random = state.random, next_low = state.next_low;
  state.random = state.plan->seed;
  StartRules(*state.plan);
  state.random = random;
  state.next_low = next_low;
  PlanDecisions();
}

}  // namespace

void MapRegion(int file) {
  const long at =
      Sys(SYS_mmap, kRegion, sizeof(trace::Region), PROT_READ | PROT_WRITE,
          MAP_FIXED_NOREPLACE | (file < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED), file, 0);
  if (Failed(at)) Die("racelab: the region of the exploration cannot be mapped");
  state.region = reinterpret_cast<trace::Region*>(at);
  if (file < 0) return;
  region_file = static_cast<int>(Sys(SYS_fcntl, file, F_DUPFD_CLOEXEC, kDescriptor));
  Sys(SYS_close, file);
}

bool CanInvite() {
  struct stat facts = {};
  return region_file >= 0 && Sys(SYS_fstat, region_file, reinterpret_cast<long>(&facts)) == 0 &&
         facts.st_size == trace::kRegionSize + trace::kSharedSize;
}

void* MapShared(size_t bytes, uint64_t offset, void* at_address) {
  const long at =
      MapFile(Address(at_address), bytes, offset, at_address == nullptr ? 0 : MAP_FIXED);
  if (Failed(at)) Die("racelab: no shared memory for the explorer's tables");
  return reinterpret_cast<void*>(at);
}

void Share(void* at, size_t used, size_t bytes, uint64_t offset) {
  if (region_file >= 0) {  // what the execution before left there
    Sys(SYS_fallocate, region_file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
        static_cast<long>(trace::kRegionSize + offset), static_cast<long>(bytes));
  }
  void* fresh = MapShared(bytes, offset);
  CopyBytes(fresh, at, used);
  Sys(SYS_mremap, reinterpret_cast<long>(fresh), static_cast<long>(bytes), static_cast<long>(bytes),
      MREMAP_MAYMOVE | MREMAP_FIXED, reinterpret_cast<long>(at));
}

Strings Invite(Strings environment, const Task* task, uint32_t program) {
  uint32_t count = 0;
  while (environment != nullptr && environment[count] != nullptr) ++count;
  constexpr size_t kText = 80;
  auto** all = static_cast<char**>(Allocate((count + 2) * sizeof(char*)));
  CopyBytes(all, environment, count * sizeof(char*));
  all[count] = static_cast<char*>(Allocate(kText));
  Text(all[count], kText) << "RACELAB_REJOIN=" << static_cast<long>(region_file) << ","
                          << static_cast<long>(task->process) << "," << static_cast<long>(task->id)
                          << "," << static_cast<long>(program);
  Sys(SYS_fcntl, region_file, F_SETFD, 0);
  return all;
}

void LeaveOthersBehind() {
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (!Mine(task) || task == current || !task->alive) continue;
    Vanish(task);
    --state.processes[here].alive_count;
  }
}

bool Rejoin() {
  const char* text = RACELAB_REAL(getenv)("RACELAB_REJOIN");
  if (text == nullptr) return false;
  uint32_t numbers[4];
  if (!ParseNumbers(text, numbers, 4) || numbers[1] >= trace::kMaxProcesses ||
      numbers[2] >= trace::kMaxTasks) {
    Die("racelab: $RACELAB_REJOIN is not four numbers");
  }
  RACELAB_REAL(unsetenv)("RACELAB_REJOIN");
  const uint64_t none = 0;
  Sys(SYS_rt_sigprocmask, SIG_SETMASK, reinterpret_cast<long>(&none), 0, sizeof none);
  PrepareHeap();
  MapRegion(static_cast<int>(numbers[0]));
  FindState();
  MakeNames();
  PrepareSignals();
  PrepareProcesses();
  here = numbers[1];
  program_shift = numbers[3] << trace::kProgramShift;
  WatchSignals();
  AwaitTurn();
  Task* self = state.tasks[numbers[2]];
  StartAnew(self);
  ReadPlan();
  ForgetHandlers();
  current = self;
  Record(Op::kStart, 0, 0, 0);
  return true;
}

}  // namespace racelab::rt
