// Accesses that the program makes through a stand-in for one of libc's functions.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_PROGRAM_ACCESS_H_
#define RACELAB_CHECKER_RUNTIME_PROGRAM_ACCESS_H_

#include "checker/runtime/caller.h"
#include "checker/runtime/detector.h"

namespace racelab::rt {

// Library code reads and writes what it likes; the program's own calls are accesses like any other.
inline bool Counts(const void* pc) { return current != nullptr && InProgram(pc); }

}  // namespace racelab::rt

// Directly in the stand-in: the return address is that of the function they stand in.
#define RACELAB_ACCESS(at, bytes, write)                \
  if (racelab::rt::Counts(__builtin_return_address(0))) \
  racelab::rt::Access(racelab::rt::Address(at), bytes, write, RACELAB_CALLER)
#define RACELAB_READS(at, bytes) RACELAB_ACCESS(at, bytes, false)
#define RACELAB_WRITES(at, bytes) RACELAB_ACCESS(at, bytes, true)

#endif  // RACELAB_CHECKER_RUNTIME_PROGRAM_ACCESS_H_
