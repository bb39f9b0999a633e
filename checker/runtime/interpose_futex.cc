// The stand-in for syscall(): futexes, which std::atomic::wait and std::future are made of.
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <climits>

#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/sync_object.h"
#include "checker/runtime/time_spec.h"

namespace racelab::rt {
namespace {

int Fail(int error) {
  errno = error;
  return -1;
}

uint64_t FutexDeadline(int op, const timespec* time) {
  const int command = op & FUTEX_CMD_MASK;
  if (command == FUTEX_WAIT) {
    return state.now + Nanoseconds(*time);
  }
  const int clock = (op & FUTEX_CLOCK_REALTIME) != 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC;
  return Deadline(clock, time->tv_sec, time->tv_nsec);
}

void CheckShared(const uint32_t* word, int op, Op kind, uint32_t pc) {
  CheckProcesses(Address(word), (op & FUTEX_PRIVATE_FLAG) == 0, kind, pc,
                 "a futex with FUTEX_PRIVATE_FLAG is used by two processes");
}

// The bits of FUTEX_WAIT_BITSET and FUTEX_WAKE_BITSET; the others mean all.
uint32_t BitsOf(int op, long bits) {
  const int command = op & FUTEX_CMD_MASK;
  const bool given = command == FUTEX_WAIT_BITSET || command == FUTEX_WAKE_BITSET;
  return given ? static_cast<uint32_t>(bits) : FUTEX_BITSET_MATCH_ANY;
}

int FutexWait(uint32_t* word, int op, uint32_t value, const timespec* time, uint32_t bits,
              uint32_t pc) {
  if (bits == 0) return Fail(EINVAL);
  const uintptr_t address = Address(word);
  CheckShared(word, op, Op::kFutexWait, pc);
  if (time != nullptr && !IsValid(*time)) return Fail(EINVAL);
  Task* self = current;
  const Op kind = time != nullptr ? Op::kFutexTimedWait : Op::kFutexWait;
  const uint64_t deadline = time != nullptr ? FutexDeadline(op, time) : 0;
  for (;;) {
    Point({Op::kAtomicLoad, pc, address, 1, false, 0});
    if (*word != value) return Fail(EAGAIN);
    if (time != nullptr && IsOver(deadline)) return Fail(ETIMEDOUT);
    Record(kind, address, 0, pc);
    self->signaled = false;
    Enqueue(ObjectAt(address), self);
    self->wait_bits = bits;
    const Mode mode = Point({kind, pc, address, 0, time != nullptr, deadline});
    Dequeue(self);
    if (self->signaled) return 0;
    if (self->interruption == Interruption::kFails) return Fail(EINTR);
    if (self->interruption == Interruption::kNone) {
      return mode == Mode::kTimeout ? Fail(ETIMEDOUT) : 0;
    }
  }
}

int FutexWake(uint32_t* word, int op, int count, uint32_t bits, uint32_t pc) {
  if (bits == 0) return Fail(EINVAL);
  const uintptr_t address = Address(word);
  CheckShared(word, op, Op::kFutexWake, pc);
  Point(Op::kFutexWake, address, pc);
  Record(Op::kFutexWake, address, 0, pc);
  SyncObject* object = ObjectAt(address);
  int woken = 0;
  while (woken < count && WakeOne(object, bits) != nullptr) ++woken;
  if (woken == 0) object->missed = true;
  return woken;
}

// Of membarrier(): not a query, and no registration.
bool IsBarrier(long command) {
  constexpr long kBarriers =
      MEMBARRIER_CMD_GLOBAL | MEMBARRIER_CMD_GLOBAL_EXPEDITED | MEMBARRIER_CMD_PRIVATE_EXPEDITED |
      MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE | MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ;
  return (command & kBarriers) != 0;
}

// System calls by number for which there is a stand-in by name.
bool ByName(long number, const long* a, uint32_t pc, long& result) {
  switch (number) {
    case SYS_exit_group: _exit(static_cast<int>(a[0]));
    case SYS_kill: result = kill(static_cast<pid_t>(a[0]), static_cast<int>(a[1])); return true;
    case SYS_tkill:
      result = tgkill(getpid(), static_cast<pid_t>(a[0]), static_cast<int>(a[1]));
      return true;
    case SYS_tgkill:
      result = tgkill(static_cast<pid_t>(a[0]), static_cast<pid_t>(a[1]), static_cast<int>(a[2]));
      return true;
    case SYS_pidfd_send_signal:
      result = pidfd_send_signal(static_cast<int>(a[0]), static_cast<int>(a[1]),
                                 reinterpret_cast<siginfo_t*>(a[2]), static_cast<unsigned>(a[3]));
      return true;
    case SYS_close: result = close(static_cast<int>(a[0])); return true;
    case SYS_read:
      result =
          read(static_cast<int>(a[0]), reinterpret_cast<void*>(a[1]), static_cast<size_t>(a[2]));
      return true;
    case SYS_write:
      result =
          write(static_cast<int>(a[0]), reinterpret_cast<void*>(a[1]), static_cast<size_t>(a[2]));
      return true;
    case SYS_clone:
    case SYS_clone3:
    case SYS_exit: Stop(trace::End::kUnmodelled, "a raw system call that makes or ends a thread");
    case SYS_membarrier:
      if (!IsBarrier(a[0])) return false;
      Stop(trace::End::kUnmodelled, "membarrier(), which makes a fence of other threads' code");
    case SYS_clock_settime:
    case SYS_clock_adjtime:
    case SYS_settimeofday:
    case SYS_adjtimex: Stop(trace::End::kUnmodelled, "a raw system call that sets the clock");
#ifdef SYS_fork
    case SYS_fork:
    case SYS_vfork: result = Fork(pc); return true;
#endif
    default: return false;
  }
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;

extern "C" {

long syscall(long number, ...) noexcept {
  va_list list;
  va_start(list, number);
  long a[6];
  for (long& argument : a) argument = va_arg(list, long);
  va_end(list);
  const uint32_t pc = RACELAB_CALLER;
  if (current != nullptr && number == SYS_futex) {
    auto* word = reinterpret_cast<uint32_t*>(a[0]);
    const int op = static_cast<int>(a[1]), command = op & FUTEX_CMD_MASK;
    const uint32_t bits = racelab::rt::BitsOf(op, a[5]);
    if (command == FUTEX_WAIT || command == FUTEX_WAIT_BITSET) {
      return racelab::rt::FutexWait(word, op, static_cast<uint32_t>(a[2]),
                                    reinterpret_cast<const timespec*>(a[3]), bits, pc);
    }
    if (command == FUTEX_WAKE || command == FUTEX_WAKE_BITSET) {
      return racelab::rt::FutexWake(word, op, static_cast<int>(a[2]), bits, pc);
    }
    racelab::rt::Stop(racelab::trace::End::kUnmodelled,
                      "a futex operation other than wait and wake");
  }
  if (current != nullptr && number == SYS_gettid) {
    return racelab::rt::kFirstThread + current->id;
  }
  if (current != nullptr && number == SYS_sched_yield) {
    racelab::rt::Point(racelab::rt::Op::kYield, 0, pc);
    return 0;
  }
  long by_name = 0;
  if (current != nullptr) {
    const racelab::rt::Sealed sealed;
    if (racelab::rt::ByName(number, a, pc, by_name)) return by_name;
    racelab::rt::Point({racelab::rt::Op::kTransfer, pc, 0, 0, false, 0});
  }
  const long result = racelab::rt::Sys(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  if (current != nullptr) racelab::rt::Changed();
  if (result < 0 && result > -4096) return racelab::rt::Fail(static_cast<int>(-result));
  return result;
}

pid_t gettid() noexcept {
  if (current != nullptr) return racelab::rt::kFirstThread + current->id;
  return static_cast<pid_t>(racelab::rt::Sys(SYS_gettid));
}

}  // extern "C"
