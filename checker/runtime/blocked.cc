// Who can go on, and what it means when nobody can.
#include <poll.h>
#include <semaphore.h>
#include <sys/syscall.h>

#include "checker/runtime/detached.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/locks.h"
#include "checker/runtime/os.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

constexpr int kOnceRunning = 1;

bool Ready(const Pending& wait) {
  pollfd entry = {static_cast<int>(wait.object), static_cast<short>(wait.second), 0};
  timespec timeout = {0, 0};
  return Sys(SYS_ppoll, reinterpret_cast<long>(&entry), 1, reinterpret_cast<long>(&timeout), 0) !=
         0;
}

// A child that is not under our control: whether it has ended.
bool ChildEnded(const Pending& wait) {
  char info[128] = {};
  constexpr int kWaitExited = 4, kNoHang = 1, kNoWait = 0x01000000;
  const long pid = static_cast<long>(static_cast<intptr_t>(wait.second));
  const int type = pid > 0 ? 1 : 0;  // P_PID, P_ALL
  const long result = Sys(SYS_waitid, type, pid > 0 ? pid : 0, reinterpret_cast<long>(info),
                          kWaitExited | kNoHang | kNoWait, 0);
  return result < 0 || *reinterpret_cast<int*>(info) != 0;  // si_signo
}

// Whether a signal on the object came when nobody waited for it.
bool Missed(uintptr_t address) {
  const SyncObject* object = FindObject(address);
  return object != nullptr && object->missed;
}

void FillWaiting(const Task* task, trace::Waiting& waiting) {
  const Pending& next = task->pending;
  waiting.task = task->id;
  waiting.op = next.op;
  waiting.object = next.object;
  waiting.holder = trace::kMaxTasks;
  switch (next.op) {
    case Op::kLock:
    case Op::kTimedLock:
    case Op::kReadLock:
    case Op::kTimedReadLock:
      waiting.holder = static_cast<uint16_t>(Holder(next.object, next.second));
      break;
    case Op::kReacquire:
      if (task->signaled) {
        waiting.op = Op::kLock;
        waiting.object = next.second;
        waiting.holder = static_cast<uint16_t>(Holder(next.second, kMutex));
      } else {
        waiting.missed = Missed(next.object);
      }
      break;
    case Op::kFutexWait: waiting.missed = Missed(next.object); break;
    case Op::kJoin: waiting.holder = static_cast<uint16_t>(next.second); break;
    default: break;
  }
  FillStack(task, next.pc, waiting.stack);
}

}  // namespace

bool Enabled(const Task* task) {
  const Pending& next = task->pending;
  switch (next.op) {
    case Op::kLock:
    case Op::kTimedLock: return CanLock(task, next.object, next.second);
    case Op::kReadLock:
    case Op::kTimedReadLock: return CanReadLock(task, next.object);
    case Op::kReacquire: return task->signaled && CanLock(task, next.second, kMutex);
    case Op::kBarrier:
    case Op::kFutexWait:
    case Op::kFutexTimedWait: return task->signaled;
    case Op::kSemWait:
    case Op::kSemTimedWait: return *reinterpret_cast<const unsigned*>(next.object) != 0;
    case Op::kJoin: return state.tasks[next.second]->ended;
    case Op::kOnce:
      if (next.second == 1) {  // the guard of a static variable: bytes for "there" and "being made"
        const auto* guard = reinterpret_cast<const unsigned char*>(next.object);
        return guard[0] != 0 || guard[1] == 0;
      }
      return (*reinterpret_cast<const int*>(next.object) & 3) != kOnceRunning;
    case Op::kBlock: return next.object == kAnyChild ? ChildEnded(next) : Ready(next);
    default: return true;
  }
}

bool WaitForTheWorld() {
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (!task->alive || task->pending.op != Op::kBlock) continue;
    while (!Enabled(task)) {
      const timespec pause = {0, 1000000};
      Sys(SYS_nanosleep, reinterpret_cast<long>(&pause), 0);
    }
    return true;
  }
  return false;
}

void ReportDeadlock() {
  // Who waits for a lock waits for its holder: the circle goes through it. Otherwise a wait for a
  // signal that came too early, or went to another waiter, decides.
  bool lost = false, lock = false;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (!task->alive) continue;
    const Op op = task->pending.op;
    lock |= op == Op::kLock || op == Op::kReadLock || (op == Op::kReacquire && task->signaled);
    lost |= !task->signaled && (op == Op::kReacquire || op == Op::kFutexWait) &&
            (task->passed_over || Missed(task->pending.object));
  }
  const trace::Kind kind = lost && !lock ? trace::Kind::kLostWakeup : trace::Kind::kDeadlock;
  if (Ignored(kind)) Stop(trace::End::kCompleted, "");  // nothing can go on
  trace::Finding& finding = Found(kind, current->pending.pc);
  for (uint32_t i = 0; i < state.task_count; ++i) {
    if (!state.tasks[i]->alive || finding.waiting_count == trace::kMaxWaiting) continue;
    FillWaiting(state.tasks[i], finding.waiting[finding.waiting_count++]);
  }
  EndWithFinding();
}

void ReportLivelock() {
  if (state.leaving) {
    ReportLeftBehind();
    Stop(trace::End::kCompleted, "");
  }
  bool all_idle = true;
  Task* starved = current;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (!task->alive || !Enabled(task)) continue;
    if (task->idle == 0) all_idle = false;
    if (task->idle > starved->idle) starved = task;
  }
  const bool starvation = !all_idle && starved->idle > 1000;
  const trace::Kind kind = starvation ? trace::Kind::kStarvation : trace::Kind::kLivelock;
  if (Ignored(kind)) Stop(trace::End::kCompleted, "");
  trace::Finding& finding = Found(kind, starved->pending.pc);
  finding.task[0] = starved->id;
  FillStack(starved, starved->pending.pc, finding.stack[0]);
  for (uint32_t i = 0; i < state.task_count; ++i) {
    if (!state.tasks[i]->alive || finding.waiting_count == trace::kMaxWaiting) continue;
    FillWaiting(state.tasks[i], finding.waiting[finding.waiting_count++]);
  }
  EndWithFinding();
}

}  // namespace racelab::rt
