// The functions that -fsanitize=thread makes the compiler call for atomic operations, and
// libatomic's.
//
// Each is one scheduling point; the operation itself is done at once, in program order, so that an
// execution is sequentially consistent, but for the older values of weak_memory.h. The memory order
// decides what happens before what.
#include "checker/runtime/caller.h"
#include "checker/runtime/decisions.h"
#include "checker/runtime/detached.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/state.h"
#include "checker/runtime/weak_memory.h"

namespace racelab::rt {
namespace {

Order OrderOf(int order) { return static_cast<Order>(order & 7); }

trace::Event* Note(Op op, uintptr_t address, size_t bytes, int order, uint32_t pc) {
  ++state.events;
  if (OrderOf(order) == Order::kSeqCst) NoteSeqCst();
  trace::Event* event = Record(op, address, static_cast<uint32_t>(bytes), pc);
  if (event != nullptr) event->memory_order = static_cast<uint8_t>(order);
  return event;
}

void AfterWrite(trace::Event* event, uintptr_t address, size_t bytes, uint64_t before) {
  const uint64_t after = bytes <= 8 ? LoadValue(address, bytes) : ~before;
  if (event != nullptr) event->after = after;
  Wrote(address, before, after);
}

void Modified(uintptr_t address, size_t bytes, uint64_t value, Order order, uint32_t pc) {
  if (Weak(bytes)) return WeakModify(address, bytes, value, order, pc);
  AtomicModified(address, order, pc);
}

// Outside an execution the operations are done by the machine. libatomic's functions for 16 bytes
// are replaced here, so those are built on the one instruction that there is.
template <typename T>
bool RawCompareExchange(volatile T* at, T* expected, T desired) {
#if defined(__x86_64__)
  if constexpr (sizeof(T) == 16) {
    auto* old = reinterpret_cast<uint64_t*>(expected);
    const auto* wanted = reinterpret_cast<const uint64_t*>(&desired);
    bool success;
    __asm__ volatile("lock cmpxchg16b %1"
                     : "=@ccz"(success), "+m"(*at), "+a"(old[0]), "+d"(old[1])
                     : "b"(wanted[0]), "c"(wanted[1])
                     : "memory");
    return success;
  }
#endif
  if constexpr (sizeof(T) <= 8) {
    return __atomic_compare_exchange_n(at, expected, desired, false, __ATOMIC_SEQ_CST,
                                       __ATOMIC_SEQ_CST);
  }
  return false;
}

template <typename T>
T RawLoad(const volatile T* at) {
  if constexpr (sizeof(T) <= 8) return __atomic_load_n(at, __ATOMIC_SEQ_CST);
  T value = 0;
  RawCompareExchange(const_cast<volatile T*>(at), &value, value);
  return value;
}

template <typename T, typename F>
T RawModify(volatile T* at, const F& change) {
  T old = RawLoad(at);
  while (!RawCompareExchange(at, &old, change(old))) {
  }
  return old;
}

template <typename T>
T Load(const volatile T* at, int order, uint32_t pc) {
  if (current == nullptr) return RawLoad(at);
  Point(Op::kAtomicLoad, Address(at), pc);
  AtomicAccess(Address(at), sizeof(T), false, pc);
  T value = *at;
  if (Weak(sizeof(T))) {
    value = static_cast<T>(WeakLoad(Address(at), sizeof(T), OrderOf(order), pc));
  } else {
    AtomicLoaded(Address(at), OrderOf(order), pc);
  }
  trace::Event* event = Note(Op::kAtomicLoad, Address(at), sizeof(T), order, pc);
  if (event != nullptr && sizeof(T) <= 8) event->before = static_cast<uint64_t>(value);
  return value;
}

template <typename T>
void Store(volatile T* at, T value, int order, uint32_t pc) {
  if (current == nullptr) {
    RawModify(at, [value](T) { return value; });
    return;
  }
  WriteMayBeLate(pc);
  Point(Op::kAtomicStore, Address(at), pc);
  AtomicAccess(Address(at), sizeof(T), true, pc);
  const bool weak = Weak(sizeof(T));
  if (!weak) AtomicStored(Address(at), OrderOf(order), pc);
  trace::Event* event = Note(Op::kAtomicStore, Address(at), sizeof(T), order, pc);
  if (weak &&
      !WeakStore(Address(at), sizeof(T), static_cast<uint64_t>(value), OrderOf(order), pc)) {
    if (event != nullptr) {
      event->after = static_cast<uint64_t>(value);
      event->failed = 1;
    }
    return;
  }
  const uint64_t before = LoadValue(Address(at), sizeof(T));
  *at = value;
  AfterWrite(event, Address(at), sizeof(T), before);
}

// `change` takes the old value and returns the new one.
template <typename T, typename F>
T Modify(volatile T* at, int order, uint32_t pc, const F& change) {
  if (current == nullptr) return RawModify(at, change);
  WriteMayBeLate(pc);
  Point(Op::kAtomicRmw, Address(at), pc);
  AtomicAccess(Address(at), sizeof(T), true, pc);
  const T old = *at;
  const T changed = change(old);
  Modified(Address(at), sizeof(T), static_cast<uint64_t>(changed), OrderOf(order), pc);
  trace::Event* event = Note(Op::kAtomicRmw, Address(at), sizeof(T), order, pc);
  const uint64_t before = LoadValue(Address(at), sizeof(T));
  *at = changed;
  AfterWrite(event, Address(at), sizeof(T), before);
  return old;
}

template <typename T>
bool CompareExchange(volatile T* at, T* expected, T desired, int order, int fail_order,
                     uint32_t pc) {
  if (current == nullptr) return RawCompareExchange(at, expected, desired);
  WriteMayBeLate(pc);
  Point(Op::kAtomicRmw, Address(at), pc);
  const bool success = *at == *expected;
  AtomicAccess(Address(at), sizeof(T), success, pc);
  if (success) {
    Modified(Address(at), sizeof(T), static_cast<uint64_t>(desired), OrderOf(order), pc);
  } else if (Weak(sizeof(T))) {
    WeakLoad(Address(at), sizeof(T), OrderOf(fail_order), pc, false);
  } else {
    AtomicLoaded(Address(at), OrderOf(fail_order), pc);
  }
  trace::Event* event = Note(Op::kAtomicRmw, Address(at), sizeof(T), order, pc);
  if (event != nullptr) event->failed = !success;
  if (!success) {
    *expected = *at;
    return false;
  }
  const uint64_t before = LoadValue(Address(at), sizeof(T));
  *at = desired;
  AfterWrite(event, Address(at), sizeof(T), before);
  return true;
}

}  // namespace
}  // namespace racelab::rt

#define RACELAB_HERE \
  racelab::rt::Entered(racelab::rt::Narrow(__builtin_return_address(0)), __builtin_frame_address(0))
#define RACELAB_MODIFY(T, function, expression)                               \
  T function(volatile T* at, T value, int order) {                            \
    return racelab::rt::Modify(at, order, RACELAB_HERE, [value](T old) -> T { \
      static_cast<void>(old);                                                 \
      return static_cast<T>(expression);                                      \
    });                                                                       \
  }
#define RACELAB_COMPARE(R, T, function)                                                    \
  R function(volatile T* at, T* expected, T desired, int order, int fail) {                \
    return racelab::rt::CompareExchange(at, expected, desired, order, fail, RACELAB_HERE); \
  }
#define RACELAB_BASIC(R, T, load, store, exchange, compare)                                      \
  T load(const volatile T* at, int order) { return racelab::rt::Load(at, order, RACELAB_HERE); } \
  void store(volatile T* at, T value, int order) {                                               \
    racelab::rt::Store(at, value, order, RACELAB_HERE);                                          \
  }                                                                                              \
  RACELAB_MODIFY(T, exchange, value)                                                             \
  RACELAB_COMPARE(R, T, compare)
#define RACELAB_FETCH(T, prefix)                     \
  RACELAB_MODIFY(T, prefix##_fetch_add, old + value) \
  RACELAB_MODIFY(T, prefix##_fetch_sub, old - value) \
  RACELAB_MODIFY(T, prefix##_fetch_and, old& value)  \
  RACELAB_MODIFY(T, prefix##_fetch_or, old | value)  \
  RACELAB_MODIFY(T, prefix##_fetch_xor, old ^ value) \
  RACELAB_MODIFY(T, prefix##_fetch_nand, ~(old & value))
#define RACELAB_ATOMICS(T, prefix)                                                              \
  RACELAB_BASIC(int, T, prefix##_load, prefix##_store, prefix##_exchange,                       \
                prefix##_compare_exchange_strong)                                               \
  RACELAB_COMPARE(int, T, prefix##_compare_exchange_weak)                                       \
  RACELAB_FETCH(T, prefix)                                                                      \
  T prefix##_compare_exchange_val(volatile T* at, T expected, T desired, int order, int fail) { \
    racelab::rt::CompareExchange(at, &expected, desired, order, fail, RACELAB_HERE);            \
    return expected;                                                                            \
  }

extern "C" {

RACELAB_ATOMICS(uint8_t, __tsan_atomic8)
RACELAB_ATOMICS(uint16_t, __tsan_atomic16)
RACELAB_ATOMICS(uint32_t, __tsan_atomic32)
RACELAB_ATOMICS(uint64_t, __tsan_atomic64)

#if defined(__x86_64__)
__extension__ typedef unsigned __int128 Wide;
RACELAB_ATOMICS(Wide, __tsan_atomic128)
// libatomic's, under names that are not builtins here.
Wide racelab_load_16(const volatile Wide*, int) __asm__("__atomic_load_16");
void racelab_store_16(volatile Wide*, Wide, int) __asm__("__atomic_store_16");
Wide racelab_exchange_16(volatile Wide*, Wide, int) __asm__("__atomic_exchange_16");
bool racelab_compare_16(volatile Wide*, Wide*, Wide, int,
                        int) __asm__("__atomic_compare_exchange_16");
RACELAB_BASIC(bool, Wide, racelab_load_16, racelab_store_16, racelab_exchange_16,
              racelab_compare_16)
#endif

void __tsan_atomic_thread_fence(int order) {
  if (racelab::rt::current == nullptr) return __atomic_thread_fence(__ATOMIC_SEQ_CST);
  racelab::rt::Point(racelab::rt::Op::kFence, 0, RACELAB_HERE);
  if (racelab::rt::OrderOf(order) == racelab::rt::Order::kSeqCst) racelab::rt::NoteSeqCst();
  racelab::rt::Record(racelab::rt::Op::kFence, 0, 0, RACELAB_HERE);
  racelab::rt::Fence(racelab::rt::OrderOf(order));
}
void __tsan_atomic_signal_fence(int) {}

}  // extern "C"
