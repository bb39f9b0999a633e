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

// An atomic operation happens inside the call: the pause comes after a load.
#define RACELAB_ATOMIC_LOAD(bits)                                                     \
  extern "C" __attribute__((weak)) uint##bits##_t __real___tsan_atomic##bits##_load(  \
      const volatile uint##bits##_t* address, int order);                             \
  extern "C" RACELAB_UNINSTRUMENTED uint##bits##_t __wrap___tsan_atomic##bits##_load( \
      const volatile uint##bits##_t* address, int order) {                            \
    __tsan_func_entry(__builtin_return_address(0));                                   \
    const uint##bits##_t value = __real___tsan_atomic##bits##_load(address, order);   \
    __tsan_func_exit();                                                               \
    racelab::DelayAccess();                                                           \
    return value;                                                                     \
  }

RACELAB_WRITE(1)
RACELAB_WRITE(2)
RACELAB_WRITE(4)
RACELAB_WRITE(8)
RACELAB_ATOMIC_LOAD(8)
RACELAB_ATOMIC_LOAD(16)
RACELAB_ATOMIC_LOAD(32)
RACELAB_ATOMIC_LOAD(64)

#endif  // RACELAB_TSAN
