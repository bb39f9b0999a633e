// A write that nobody reads any more: SIGPIPE.
#include "checker/runtime/broken_pipe.h"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>

#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

constexpr uint64_t kBit = uint64_t{1} << (SIGPIPE - 1);

bool IsBlocked() {
  uint64_t mask = 0;
  Sys(SYS_rt_sigprocmask, SIG_BLOCK, 0, reinterpret_cast<long>(&mask), sizeof mask);
  return (mask & kBit) != 0;
}

bool IsHandled() {
  struct {
    uintptr_t handler;
    unsigned long flags;
    void* restorer;
    uint64_t mask;
  } action = {};
  Sys(SYS_rt_sigaction, SIGPIPE, 0, reinterpret_cast<long>(&action), sizeof action.mask);
  return action.handler != 0;
}

void EndUnlessHandled(uint32_t pc) {
  if (IsHandled() || IsBlocked()) return;
  if (here == 0 && !Ignored(trace::Kind::kCrash)) {
    Report(trace::Kind::kCrash, pc, "SIGPIPE: a write that nobody reads any more");
  }
  EndProcess(SIGPIPE);
}

}  // namespace

void CheckReaders(int descriptor, uint32_t pc) {
  if ((ReadyFor(descriptor, POLLOUT) & POLLERR) != 0) EndUnlessHandled(pc);
}

void RaiseBrokenPipe(uint32_t pc) {
  EndUnlessHandled(pc);
  Sys(SYS_tkill, Sys(SYS_gettid), SIGPIPE);
}

}  // namespace racelab::rt
