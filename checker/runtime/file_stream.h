// Streams of libc (FILE) on pipes, FIFOs and sockets: libc's own reads and writes would block the
// machine, so such a stream reads and writes through the runtime.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_FILE_STREAM_H_
#define RACELAB_CHECKER_RUNTIME_FILE_STREAM_H_

#include <stdio.h>

#include <cstdint>

namespace racelab::rt {

// What fdopen() does. nullptr, with errno, when it fails.
FILE* StreamOn(int descriptor, const char* mode, uint32_t pc);
// The flags of open() for a mode of fopen().
int FlagsOf(const char* mode);

// The program put another file behind descriptor 0 or 1: stdin or stdout goes there.
void StandardChanged(int descriptor, uint32_t pc);

// The program calls a function of libc on a stream: waits while another thread uses it. Returns
// the stream to use in its place.
FILE* UseStream(FILE* stream, uint32_t pc);

// flockfile() and ftrylockfile(): a lock that the scheduler sees. libc's own stays free, because
// whoever waited for it would block the machine. The functions that UseStream() knows wait for it,
// others do not. Returns 0 when the task has it now.
int LockStream(FILE* stream, bool tries, uint32_t pc);
void UnlockStream(FILE* stream, uint32_t pc);

// At exit(): what libc has kept back is written, as operations of the program.
void FlushAll();

}  // namespace racelab::rt

// In a stand-in that uses a stream.
#define RACELAB_USE(stream, name) \
  RACELAB_UNSAFE(name);           \
  if (racelab::rt::current != nullptr) stream = racelab::rt::UseStream(stream, RACELAB_CALLER)

#endif  // RACELAB_CHECKER_RUNTIME_FILE_STREAM_H_
