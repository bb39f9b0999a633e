// Opens the gap between reading memory and writing it, for delay-access; tsan variant only.
//
// TSan's instrumentation calls a function before each access. The linker sends those of the
// instrumented code here (--wrap, see flags.cc). A plain "n = n + 1" can then be interrupted
// between its read and its write, and "n.store(n.load() + 1)" between the two calls, on any number
// of processors, and also where the accesses lie in different processes, which TSan cannot compare.
#include <sched.h>

#include <cstdint>

#include "checker/harness/perturb_plan.h"
#include "checker/harness/record_writer.h"

#if RACELAB_TSAN

extern "C" void __tsan_func_entry(void* return_address);
extern "C" void __tsan_func_exit();

// TSan announces a write before it happens: the pause lies between the read and the write.
#define RACELAB_WRITE(bytes)                                                         \
  extern "C" void __tsan_write##bytes##_pc(void* address, void* caller);             \
  extern "C" RACELAB_UNINSTRUMENTED void __wrap___tsan_write##bytes(void* address) { \
    racelab::DelayAccess();                                                          \
    __tsan_write##bytes##_pc(address, __builtin_return_address(0));                  \
  }

// Volatile accesses have calls of their own, because a signal handler may share what is volatile
// with the code that it interrupts. TSan does not know them; to it they are plain.
#define RACELAB_VOLATILE(prefix, kind, bytes, first)                                              \
  extern "C" void __tsan_##prefix##kind##bytes(void* address);                                    \
  extern "C" RACELAB_UNINSTRUMENTED void __tsan_##prefix##volatile_##kind##bytes(void* address) { \
    first;                                                                                        \
    __tsan_func_entry(__builtin_return_address(0));                                               \
    __tsan_##prefix##kind##bytes(address);                                                        \
    __tsan_func_exit();                                                                           \
  }
#define RACELAB_VOLATILES(prefix, bytes)  \
  RACELAB_VOLATILE(prefix, read, bytes, ) \
  RACELAB_VOLATILE(prefix, write, bytes, racelab::DelayAccess())

// An atomic operation happens inside the call: the pause comes after it.
#define RACELAB_ATOMIC(result, name, parameters, arguments)                  \
  extern "C" __attribute__((weak)) result __real___tsan_##name parameters;   \
  extern "C" RACELAB_UNINSTRUMENTED result __wrap___tsan_##name parameters { \
    __tsan_func_entry(__builtin_return_address(0));                          \
    const result before = __real___tsan_##name arguments;                    \
    __tsan_func_exit();                                                      \
    racelab::DelayAccess();                                                  \
    return before;                                                           \
  }

#define RACELAB_CHANGE(type, name)                                             \
  RACELAB_ATOMIC(type, name, (volatile type * address, type value, int order), \
                 (address, value, order))

#define RACELAB_ATOMICS(bits)                                                           \
  RACELAB_ATOMIC(uint##bits##_t, atomic##bits##_load,                                   \
                 (const volatile uint##bits##_t* address, int order), (address, order)) \
  RACELAB_CHANGE(uint##bits##_t, atomic##bits##_exchange)                               \
  RACELAB_CHANGE(uint##bits##_t, atomic##bits##_fetch_add)                              \
  RACELAB_CHANGE(uint##bits##_t, atomic##bits##_fetch_sub)

RACELAB_WRITE(1)
RACELAB_WRITE(2)
RACELAB_WRITE(4)
RACELAB_WRITE(8)
RACELAB_VOLATILES(, 1)
RACELAB_VOLATILES(, 2)
RACELAB_VOLATILES(, 4)
RACELAB_VOLATILES(, 8)
RACELAB_VOLATILES(, 16)
RACELAB_VOLATILES(unaligned_, 2)
RACELAB_VOLATILES(unaligned_, 4)
RACELAB_VOLATILES(unaligned_, 8)
RACELAB_VOLATILES(unaligned_, 16)
RACELAB_ATOMICS(8)
RACELAB_ATOMICS(16)
RACELAB_ATOMICS(32)
RACELAB_ATOMICS(64)

#endif  // RACELAB_TSAN
