// Functions that no task may call: they start threads, send signals or change memory where the
// scheduler does not see it, or change the machine. Said by name, instead of a wrong verdict.
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/state.h"

// Their arguments are numbers and pointers, at most six. Headers may declare them as they really
// are.
#define RACELAB_REFUSED(name)                                                      \
  long refused_##name(long, long, long, long, long, long) __asm__(#name);          \
  long refused_##name(long a, long b, long c, long d, long e, long f) {            \
    using Function = long (*)(long, long, long, long, long, long);                 \
    if (racelab::rt::current != nullptr) {                                         \
      racelab::rt::Stop(racelab::trace::End::kUnmodelled, #name "()");             \
    }                                                                              \
    return reinterpret_cast<Function>(racelab::rt::Next(#name))(a, b, c, d, e, f); \
  }

extern "C" {

// Threads of libc's own.
RACELAB_REFUSED(aio_read)
RACELAB_REFUSED(aio_read64)
RACELAB_REFUSED(aio_write)
RACELAB_REFUSED(aio_write64)
RACELAB_REFUSED(aio_fsync)
RACELAB_REFUSED(aio_fsync64)
RACELAB_REFUSED(lio_listio)
RACELAB_REFUSED(lio_listio64)
RACELAB_REFUSED(getaddrinfo_a)

// Another process's memory.
RACELAB_REFUSED(process_vm_readv)
RACELAB_REFUSED(process_vm_writev)
RACELAB_REFUSED(ptrace)

// The clock of the whole machine.
RACELAB_REFUSED(clock_settime)
RACELAB_REFUSED(clock_adjtime)
RACELAB_REFUSED(settimeofday)
RACELAB_REFUSED(adjtime)
RACELAB_REFUSED(adjtimex)
RACELAB_REFUSED(ntp_adjtime)

// Takes a mask as 4.2BSD had it; POSIX has another one of this name.
RACELAB_REFUSED(sigpause)

}  // extern "C"
