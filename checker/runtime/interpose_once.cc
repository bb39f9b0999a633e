// Stand-ins for once and the guards of static variables.
#include <pthread.h>
#include <sys/syscall.h>

#include "checker/runtime/api.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/decisions.h"
#include "checker/runtime/os.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

constexpr int kNew = 0, kRunning = 1, kDone = 2;  // pthread_once_t, as in glibc

// True when the caller is to do the work. `word` is kNew, kRunning or kDone.
template <typename T>
bool OnceEnter(T* word, uintptr_t address, uint32_t pc) {
  for (;;) {
    Point(Op::kOnce, address, pc);
    NoteValue(*word & 3);
    if ((*word & 3) == kDone) {
      AcquireFrom(ObjectAt(address));
      return false;
    }
    if ((*word & 3) == kRunning) continue;
    AcquireFrom(ObjectAt(address));
    Effect();
    return true;
  }
}

// Before the work is marked as done: others may look at it now. Nobody does while there is one
// task.
void OncePoint(uintptr_t address, uint32_t pc) {
  if (state.alive_count > 1) Point(Op::kNone, address, pc);
}

void OnceLeave(uintptr_t address) {
  ReleaseTo(ObjectAt(address));
  Effect();
}

// The work is done, or was given up by an exception.
void OnceEnd(int* word, int after, uint32_t pc) {
  OncePoint(Address(word), pc);
  *word = after;
  OnceLeave(Address(word));
}

// What a pthread_once whose function throws must do: put the flag back.
struct OnceRun {
  int* word;
  uint32_t pc;
  int after = kNew;
  ~OnceRun() { OnceEnd(word, after, pc); }
};

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::Op;

extern "C" {

int pthread_once(pthread_once_t* once, void (*function)()) {
  if (current == nullptr) return RACELAB_REAL(pthread_once)(once, function);
  const uintptr_t address = racelab::rt::Address(once);
  if (!racelab::rt::OnceEnter(once, address, RACELAB_CALLER)) return 0;
  *once = racelab::rt::kRunning;
  racelab::rt::OnceRun run{once, RACELAB_CALLER};
  function();
  run.after = racelab::rt::kDone;
  return 0;
}

// For the shim of boost::call_once, whose flags say the same with the same numbers.
int racelab_once_enter(int* word) {
  if (!racelab::rt::OnceEnter(word, racelab::rt::Address(word), RACELAB_CALLER)) return 0;
  *word = racelab::rt::kRunning;
  return 1;
}
void racelab_once_leave(int* word, int done) {
  racelab::rt::OnceEnd(word, done != 0 ? racelab::rt::kDone : racelab::rt::kNew, RACELAB_CALLER);
}

// Guards of static variables (Itanium C++ ABI): byte 0 says that the variable is there. Byte 1 is
// ours: 1 while it is being made.
int __cxa_guard_acquire(unsigned char* guard) {
  if (current == nullptr) {
    if (__atomic_load_n(guard, __ATOMIC_ACQUIRE) != 0) return 0;
    for (;;) {
      unsigned char idle = 0;
      if (__atomic_compare_exchange_n(guard + 1, &idle, 1, false, __ATOMIC_ACQ_REL,
                                      __ATOMIC_ACQUIRE)) {
        if (__atomic_load_n(guard, __ATOMIC_ACQUIRE) == 0) return 1;
        __atomic_store_n(guard + 1, 0, __ATOMIC_RELEASE);
        return 0;
      }
      if (__atomic_load_n(guard, __ATOMIC_ACQUIRE) != 0) return 0;
      racelab::rt::Sys(SYS_sched_yield);
    }
  }
  const uintptr_t address = racelab::rt::Address(guard);
  for (;;) {
    racelab::rt::Point({Op::kOnce, RACELAB_CALLER, address, 1, false, 0});
    racelab::rt::AcquireFrom(racelab::rt::ObjectAt(address));
    racelab::rt::NoteValue(guard[0] != 0 ? racelab::rt::kDone : racelab::rt::kNew);
    if (guard[0] != 0) return 0;
    if (guard[1] == 0) break;
  }
  guard[1] = 1;
  racelab::rt::Effect();
  return 1;
}
void __cxa_guard_release(unsigned char* guard) {
  if (current != nullptr) racelab::rt::OncePoint(racelab::rt::Address(guard), RACELAB_CALLER);
  __atomic_store_n(guard, 1, __ATOMIC_RELEASE);
  __atomic_store_n(guard + 1, 0, __ATOMIC_RELEASE);
  if (current != nullptr) racelab::rt::OnceLeave(racelab::rt::Address(guard));
}
void __cxa_guard_abort(unsigned char* guard) {
  if (current != nullptr) racelab::rt::OncePoint(racelab::rt::Address(guard), RACELAB_CALLER);
  __atomic_store_n(guard + 1, 0, __ATOMIC_RELEASE);
  if (current != nullptr) racelab::rt::OnceLeave(racelab::rt::Address(guard));
}

}  // extern "C"
