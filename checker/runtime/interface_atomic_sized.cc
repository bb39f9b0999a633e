// libatomic's functions for atomics of any size, which compilers call for those that no instruction
// handles, such as std::atomic of three ints. The size comes first; values go through pointers.
//
// What fits into an aligned word of 16 bytes is one scheduling point, as in interface_atomic.cc.
// For all others libatomic has locks: who stops in the middle holds one, and each process has its
// own.
#include <sys/syscall.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/locks.h"
#include "checker/runtime/os.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

// What libatomic has; some atomics share a lock. Reports show the name.
struct LargeAtomic {
  int free = 1;  // as in a spinlock of POSIX
};
static LargeAtomic the_locks_of_large_atomics[64];

namespace racelab::rt {
namespace {

Order OrderOf(int order) { return static_cast<Order>(order & 7); }

bool Same(const void* a, const void* b, size_t bytes) {
  const auto *x = static_cast<const char*>(a), *y = static_cast<const char*>(b);
  while (bytes > 0 && x[bytes - 1] == y[bytes - 1]) --bytes;
  return bytes == 0;
}

int* LockOf(const void* at) {
  constexpr uint32_t kLocks = sizeof the_locks_of_large_atomics / sizeof(LargeAtomic);
  return &the_locks_of_large_atomics[Address(at) / 64 % kLocks].free;
}

// Held during an operation that needs a lock.
class LockInside {
 public:
  LockInside(const void* at, size_t bytes, uint32_t pc)
      : lock_((Address(at) & 15) + bytes > 16 ? LockOf(at) : nullptr), pc_(pc) {
    if (lock_ == nullptr) return;
    if (current == nullptr) {
      while (__atomic_exchange_n(lock_, 0, __ATOMIC_ACQUIRE) == 0) Sys(SYS_sched_yield);
      return;
    }
    CheckProcesses(Address(at), false, Op::kAtomicRmw, pc,
                   "an atomic of this size has a lock inside, for the threads of one process");
    Point({Op::kLock, pc, Address(lock_), kSpinlock, false, 0});
    *lock_ = 0;
    Effect();
    Record(Op::kLock, Address(lock_), 0, pc);
  }
  ~LockInside() {
    if (lock_ == nullptr) return;
    if (current != nullptr) {
      Point(Op::kUnlock, Address(lock_), pc_);
      Record(Op::kUnlock, Address(lock_), 0, pc_);
    }
    __atomic_store_n(lock_, 1, __ATOMIC_RELEASE);
  }

 private:
  int* const lock_;
  const uint32_t pc_;
};

// The value that the operation is given, or gives back, is ordinary memory of the caller.
void Read(const void* value, size_t bytes, uint32_t pc) {
  if (current != nullptr) Access(Address(value), bytes, false, pc);
}
void Write(void* value, const void* from, size_t bytes, uint32_t pc) {
  if (current != nullptr) Access(Address(value), bytes, true, pc);
  CopyBytes(value, from, bytes);
}

void Announce(Op op, const void* at, uint32_t pc) {
  if (current != nullptr) Point(op, Address(at), pc);
}

trace::Event* Note(Op op, const void* at, size_t bytes, bool write, int order, uint32_t pc) {
  AtomicAccess(Address(at), bytes, write, pc);
  const Order known = OrderOf(order);
  if (op == Op::kAtomicStore) {
    AtomicStored(Address(at), known, pc);
  } else if (write) {
    AtomicModified(Address(at), known, pc);
  } else {
    AtomicLoaded(Address(at), known, pc);
  }
  ++state.events;
  trace::Event* event = Record(op, Address(at), static_cast<uint32_t>(bytes), pc);
  if (event != nullptr) event->memory_order = static_cast<uint8_t>(order);
  return event;
}

// REQUIRES: announced.
void Replace(Op op, void* at, const void* value, size_t bytes, int order, uint32_t pc) {
  if (current == nullptr) return CopyBytes(at, value, bytes);
  trace::Event* event = Note(op, at, bytes, true, order, pc);
  const bool same = Same(at, value, bytes);
  const uint64_t before = LoadValue(Address(at), bytes);
  CopyBytes(at, value, bytes);
  const uint64_t after = LoadValue(Address(at), bytes);
  if (event != nullptr) event->after = after;
  Wrote(Address(at), before, bytes <= 8 || same ? after : ~before);
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Op;

#define RACELAB_HERE \
  racelab::rt::Entered(racelab::rt::Narrow(__builtin_return_address(0)), __builtin_frame_address(0))

extern "C" {

// Under names that are not builtins here.
void racelab_load(size_t, const void*, void*, int) __asm__("__atomic_load");
void racelab_store(size_t, void*, const void*, int) __asm__("__atomic_store");
void racelab_exchange(size_t, void*, const void*, void*, int) __asm__("__atomic_exchange");
bool racelab_compare(size_t, void*, void*, const void*, int,
                     int) __asm__("__atomic_compare_exchange");
bool racelab_is_lock_free(size_t, const void*) __asm__("__atomic_is_lock_free");

// What libatomic says: whether it fits into a word of 8 bytes.
bool racelab_is_lock_free(size_t bytes, const void* at) {
  return bytes <= 8 && (racelab::rt::Address(at) & 7) + bytes <= 8;
}

void racelab_load(size_t bytes, const void* at, void* result, int order) {
  const racelab::rt::LockInside lock(at, bytes, RACELAB_HERE);
  racelab::rt::Announce(Op::kAtomicLoad, at, RACELAB_HERE);
  if (racelab::rt::current != nullptr) {
    racelab::rt::Note(Op::kAtomicLoad, at, bytes, false, order, RACELAB_HERE);
  }
  racelab::rt::Write(result, at, bytes, RACELAB_HERE);
}

void racelab_store(size_t bytes, void* at, const void* value, int order) {
  racelab::rt::Read(value, bytes, RACELAB_HERE);
  const racelab::rt::LockInside lock(at, bytes, RACELAB_HERE);
  racelab::rt::Announce(Op::kAtomicStore, at, RACELAB_HERE);
  racelab::rt::Replace(Op::kAtomicStore, at, value, bytes, order, RACELAB_HERE);
}

void racelab_exchange(size_t bytes, void* at, const void* value, void* result, int order) {
  racelab::rt::Read(value, bytes, RACELAB_HERE);
  const racelab::rt::LockInside lock(at, bytes, RACELAB_HERE);
  racelab::rt::Announce(Op::kAtomicRmw, at, RACELAB_HERE);
  racelab::rt::Write(result, at, bytes, RACELAB_HERE);
  racelab::rt::Replace(Op::kAtomicRmw, at, value, bytes, order, RACELAB_HERE);
}

bool racelab_compare(size_t bytes, void* at, void* expected, const void* desired, int order,
                     int fail_order) {
  racelab::rt::Read(expected, bytes, RACELAB_HERE);
  racelab::rt::Read(desired, bytes, RACELAB_HERE);
  const racelab::rt::LockInside lock(at, bytes, RACELAB_HERE);
  racelab::rt::Announce(Op::kAtomicRmw, at, RACELAB_HERE);
  if (racelab::rt::Same(at, expected, bytes)) {
    racelab::rt::Replace(Op::kAtomicRmw, at, desired, bytes, order, RACELAB_HERE);
    return true;
  }
  if (racelab::rt::current != nullptr) {
    racelab::trace::Event* event =
        racelab::rt::Note(Op::kAtomicRmw, at, bytes, false, fail_order, RACELAB_HERE);
    if (event != nullptr) event->failed = true;
  }
  racelab::rt::Write(expected, at, bytes, RACELAB_HERE);
  return false;
}

}  // extern "C"
