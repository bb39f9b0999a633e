// Stand-ins for the life of threads: create, join, detach, yield.
#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>

#include <cerrno>

#include "checker/runtime/attributes.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/scheduler.h"

namespace racelab::rt {
namespace {

int Create(pthread_t* thread, const pthread_attr_t* attributes, void* (*function)(void*),
           void* argument, uint32_t pc) {
  Attributes wanted;
  if (const int error = ReadAttributes(attributes, wanted)) return error;
  Point(Op::kCreate, 0, pc);
  Task* task = CreateTask(function, argument, wanted.detached, pc);
  Obey(wanted, task);
  *thread = task->handle;
  return 0;
}

// Its threads wait for each other in ways that nobody else sees.
void RefuseOpenMp(const void* caller) {
  dl_find_object found;  // dladdr would also search for a symbol, as long as all the rest takes
  if (InProgram(caller) || _dl_find_object(const_cast<void*>(caller), &found) != 0) return;
  for (const char* name : {"/libgomp", "/libomp", "/libiomp"}) {
    if (Contains(found.dlfo_link_map->l_name, name)) Stop(trace::End::kUnmodelled, "OpenMP");
  }
}

int JoinThread(pthread_t handle, void** result, bool tries, bool timed, uint64_t deadline,
               uint32_t pc) {
  Task* task = TaskOfHandle(handle);
  if (task == nullptr) {
    Misuse(pc, Op::kJoin, 0, "a thread is joined that this process never had");
    return ESRCH;
  }
  if (task == current) return EDEADLK;
  if (task->detached || task->joined) {
    Misuse(pc, Op::kJoin, 0,
           task->detached ? "a thread is joined that was detached"
                          : "a thread is joined for the second time");
    return EINVAL;
  }
  if (tries || (timed && IsOver(deadline))) {
    Point({Op::kYield, pc, 0, task->id + 1u, false, 0});  // looks whether it has ended
    if (!task->ended) return tries ? EBUSY : ETIMEDOUT;
  } else {
    const Mode mode = Point({Op::kJoin, pc, 0, task->id, timed, deadline});
    if (mode == Mode::kTimeout && !task->ended) return ETIMEDOUT;
  }
  if (trace::Event* event = Record(Op::kJoin, 0, 0, pc)) event->other = task->id;
  Join(current->clock, task->clock, state.width);
  task->joined = true;
  Effect();
  if (result != nullptr) *result = task->result;
  return 0;
}

// Without a time it waits for as long as it takes.
int JoinUntil(pthread_t handle, void** result, int clock, const timespec* until, uint32_t pc) {
  if (until == nullptr) return JoinThread(handle, result, false, false, 0, pc);
  if (NoSuchTime(clock, *until)) return EINVAL;
  const uint64_t deadline = Deadline(clock, until->tv_sec, until->tv_nsec);
  return JoinThread(handle, result, false, true, deadline, pc);
}

int Detach(pthread_t handle, uint32_t pc) {
  Task* task = TaskOfHandle(handle);
  if (task == nullptr) {
    Misuse(pc, Op::kDetach, 0, "a thread is detached that this process never had");
    return ESRCH;
  }
  Point(Op::kDetach, 0, pc);
  if (task->joined || task->detached) {
    Misuse(pc, Op::kDetach, 0, "a thread is detached that was joined or detached before");
    return EINVAL;
  }
  task->detached = true;
  task->joined |= task->ended;
  Effect();
  return 0;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::Op;

extern "C" {

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*function)(void*),
                   void* argument) noexcept {
  if (current == nullptr) {
    return RACELAB_REAL(pthread_create)(thread, attributes, function, argument);
  }
  racelab::rt::RefuseOpenMp(__builtin_return_address(0));
  RACELAB_WRITES(thread, sizeof *thread);  // libc does it before the thread begins
  return racelab::rt::Create(thread, attributes, function, argument, RACELAB_CALLER);
}

int pthread_join(pthread_t thread, void** result) {
  if (current == nullptr) return RACELAB_REAL(pthread_join)(thread, result);
  const int error = racelab::rt::JoinThread(thread, result, false, false, 0, RACELAB_CALLER);
  if (error == 0 && result != nullptr) RACELAB_WRITES(result, sizeof *result);
  return error;
}
int pthread_tryjoin_np(pthread_t thread, void** result) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_tryjoin_np)(thread, result);
  return racelab::rt::JoinThread(thread, result, true, false, 0, RACELAB_CALLER);
}
int pthread_timedjoin_np(pthread_t thread, void** result, const timespec* until) {
  if (current == nullptr) return RACELAB_REAL(pthread_timedjoin_np)(thread, result, until);
  return racelab::rt::JoinUntil(thread, result, CLOCK_REALTIME, until, RACELAB_CALLER);
}

int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t clock, const timespec* until) {
  if (current == nullptr) return RACELAB_REAL(pthread_clockjoin_np)(thread, result, clock, until);
  return racelab::rt::JoinUntil(thread, result, clock, until, RACELAB_CALLER);
}

int pthread_detach(pthread_t thread) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_detach)(thread);
  return racelab::rt::Detach(thread, RACELAB_CALLER);
}

int sched_yield() noexcept {
  if (current == nullptr) return static_cast<int>(racelab::rt::Sys(SYS_sched_yield));
  racelab::rt::Point(Op::kYield, 0, RACELAB_CALLER);
  return 0;
}

}  // extern "C"
