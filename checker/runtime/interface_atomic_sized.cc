// libatomic's functions for atomics of any size, which compilers call for those that no instruction
// handles, such as std::atomic of three ints. The size comes first; values go through pointers.
//
// One scheduling point each, as in interface_atomic.cc.
#include <sys/syscall.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

Order OrderOf(int order) { return static_cast<Order>(order & 7); }

bool Same(const void* a, const void* b, size_t bytes) {
  const auto *x = static_cast<const char*>(a), *y = static_cast<const char*>(b);
  while (bytes > 0 && x[bytes - 1] == y[bytes - 1]) --bytes;
  return bytes == 0;
}

// Outside an execution threads are real: one lock stands for all of libatomic's.
bool locked;

class RealLock {
 public:
  RealLock() {
    while (current == nullptr && __atomic_test_and_set(&locked, __ATOMIC_ACQUIRE)) {
      Sys(SYS_sched_yield);
    }
  }
  ~RealLock() {
    if (current == nullptr) __atomic_clear(&locked, __ATOMIC_RELEASE);
  }
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

#define RACELAB_HERE racelab::rt::Narrow(__builtin_return_address(0))

extern "C" {

// Under names that are not builtins here.
void racelab_load(size_t, const void*, void*, int) __asm__("__atomic_load");
void racelab_store(size_t, void*, const void*, int) __asm__("__atomic_store");
void racelab_exchange(size_t, void*, const void*, void*, int) __asm__("__atomic_exchange");
bool racelab_compare(size_t, void*, void*, const void*, int,
                     int) __asm__("__atomic_compare_exchange");

void racelab_load(size_t bytes, const void* at, void* result, int order) {
  racelab::rt::Announce(Op::kAtomicLoad, at, RACELAB_HERE);
  const racelab::rt::RealLock lock;
  if (racelab::rt::current != nullptr) {
    racelab::rt::Note(Op::kAtomicLoad, at, bytes, false, order, RACELAB_HERE);
  }
  racelab::rt::Write(result, at, bytes, RACELAB_HERE);
}

void racelab_store(size_t bytes, void* at, const void* value, int order) {
  racelab::rt::Read(value, bytes, RACELAB_HERE);
  racelab::rt::Announce(Op::kAtomicStore, at, RACELAB_HERE);
  const racelab::rt::RealLock lock;
  racelab::rt::Replace(Op::kAtomicStore, at, value, bytes, order, RACELAB_HERE);
}

void racelab_exchange(size_t bytes, void* at, const void* value, void* result, int order) {
  racelab::rt::Read(value, bytes, RACELAB_HERE);
  racelab::rt::Announce(Op::kAtomicRmw, at, RACELAB_HERE);
  const racelab::rt::RealLock lock;
  racelab::rt::Write(result, at, bytes, RACELAB_HERE);
  racelab::rt::Replace(Op::kAtomicRmw, at, value, bytes, order, RACELAB_HERE);
}

bool racelab_compare(size_t bytes, void* at, void* expected, const void* desired, int order,
                     int fail_order) {
  racelab::rt::Read(expected, bytes, RACELAB_HERE);
  racelab::rt::Read(desired, bytes, RACELAB_HERE);
  racelab::rt::Announce(Op::kAtomicRmw, at, RACELAB_HERE);
  const racelab::rt::RealLock lock;
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
