// Functions that no task may call: they start threads, send signals or change memory where the
// scheduler does not see it. Said by name, instead of a wrong verdict.
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/state.h"

// Their arguments are numbers and pointers, at most six. The headers that declare them are not
// included.
#define RACELAB_REFUSED(name)                                                      \
  long name(long a, long b, long c, long d, long e, long f) {                      \
    using Function = long (*)(long, long, long, long, long, long);                 \
    if (racelab::rt::current != nullptr) {                                         \
      racelab::rt::Stop(racelab::trace::End::kUnmodelled, #name "()");             \
    }                                                                              \
    return reinterpret_cast<Function>(racelab::rt::Next(#name))(a, b, c, d, e, f); \
  }

extern "C" {

// Threads of libc's own.
RACELAB_REFUSED(aio_read)
RACELAB_REFUSED(aio_write)
RACELAB_REFUSED(aio_fsync)
RACELAB_REFUSED(lio_listio)
RACELAB_REFUSED(getaddrinfo_a)

// Another process's memory.
RACELAB_REFUSED(process_vm_readv)
RACELAB_REFUSED(process_vm_writev)
RACELAB_REFUSED(ptrace)

// Signals as System V had them, and new ways to send some.
RACELAB_REFUSED(sighold)
RACELAB_REFUSED(sigrelse)
RACELAB_REFUSED(sigignore)
RACELAB_REFUSED(sigset)
RACELAB_REFUSED(sigpause)
RACELAB_REFUSED(pthread_sigqueue)
RACELAB_REFUSED(pidfd_send_signal)

}  // extern "C"
