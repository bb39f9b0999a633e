// A write that nobody reads any more: SIGPIPE.
#include "checker/runtime/broken_pipe.h"

#include <poll.h>
#include <signal.h>

#include "checker/runtime/descriptor.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {
namespace {

bool EndsIt() {
  const Process& process = state.processes[here];
  return ((process.caught | Dropped(process) | current->blocked) & Bit(SIGPIPE)) == 0;
}

}  // namespace

void RaiseBrokenPipe(uint32_t pc) {
  if (here == 0 && EndsIt() && !Ignored(trace::Kind::kCrash)) {
    Report(trace::Kind::kCrash, pc, "SIGPIPE: a write that nobody reads any more");
  }
  SendSignal(here, current, {SIGPIPE, trace::kMaxTasks, SI_KERNEL, 0, 0, 0}, pc);
}

void CheckReaders(int descriptor, uint32_t pc) {
  if ((ReadyFor(descriptor, POLLOUT) & POLLERR) != 0) RaiseBrokenPipe(pc);
}

}  // namespace racelab::rt
