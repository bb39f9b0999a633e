// Accesses that the program makes through a stand-in for one of libc's functions.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_PROGRAM_ACCESS_H_
#define RACELAB_CHECKER_RUNTIME_PROGRAM_ACCESS_H_

#include <sys/uio.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/detector.h"

namespace racelab::rt {

// Library code reads and writes what it likes; the program's own calls are accesses like any other.
inline bool Counts(const void* pc) { return current != nullptr && InProgram(pc); }

// The first `bytes` of several parts.
inline void AccessParts(const iovec* parts, long count, size_t bytes, bool write, uint32_t pc) {
  for (long i = 0; bytes > 0 && i < count; ++i) {
    const size_t size = parts[i].iov_len < bytes ? parts[i].iov_len : bytes;
    Access(Address(parts[i].iov_base), size, write, pc);
    bytes -= size;
  }
}

}  // namespace racelab::rt

// Directly in the stand-in: the return address is that of the function they stand in.
#define RACELAB_ACCESS(at, bytes, write)                \
  if (racelab::rt::Counts(__builtin_return_address(0))) \
  racelab::rt::Access(racelab::rt::Address(at), bytes, write, RACELAB_CALLER)
#define RACELAB_READS(at, bytes) RACELAB_ACCESS(at, bytes, false)
#define RACELAB_WRITES(at, bytes) RACELAB_ACCESS(at, bytes, true)
#define RACELAB_READS_PARTS(parts, count)               \
  if (racelab::rt::Counts(__builtin_return_address(0))) \
  racelab::rt::AccessParts(parts, count, ~size_t{0}, false, RACELAB_CALLER)
// `got` is what the call returns: bytes, or negative.
#define RACELAB_WRITES_PARTS(parts, count, got)                      \
  if ((got) > 0 && racelab::rt::Counts(__builtin_return_address(0))) \
  racelab::rt::AccessParts(parts, count, static_cast<size_t>(got), true, RACELAB_CALLER)

#endif  // RACELAB_CHECKER_RUNTIME_PROGRAM_ACCESS_H_
