// A write that nobody reads any more: SIGPIPE, which ends the process unless it is handled. The
// kernel's own is ignored, see NoteActions in signal_handler.cc.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_BROKEN_PIPE_H_
#define RACELAB_CHECKER_RUNTIME_BROKEN_PIPE_H_

#include <cstdint>

namespace racelab::rt {

// Before a write to a pipe.
void CheckReaders(int descriptor, uint32_t pc);
// After a write to a socket that failed with EPIPE.
void RaiseBrokenPipe(uint32_t pc);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_BROKEN_PIPE_H_
