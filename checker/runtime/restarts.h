// Restarts: one process that runs an execution after another, by putting its memory back.
//
// A *chain* is such a process, forked from the server. It goes on as long as executions end without
// a finding. Whatever is not that plain ends it, and the server runs the plan again in a process of
// its own, whose outcome counts: so every finding is confirmed, and code that a restart does not
// suit is run as if there were none.
//
// **Thread safety**: one thread.
#ifndef RACELAB_CHECKER_RUNTIME_RESTARTS_H_
#define RACELAB_CHECKER_RUNTIME_RESTARTS_H_

#include "checker/trace/format.h"

namespace racelab::rt {

// In the server. Whether the next plan should begin a chain.
bool ChainPays();
// After an execution in a process of its own: `before` is what the chain left in its slot.
struct Brief {
  trace::End end;
  trace::Kind kind;
  uint64_t points, events, hash;

  bool operator==(const Brief&) const = default;
};
Brief BriefOf(const trace::Outcome& outcome);
void AfterFork(const Brief& before, const Brief& now);
// After a chain, with its status as wait tells it.
void AfterChain(int status);

// In the chain's process, before its first execution: when this returns, for each execution anew,
// Region::next is the plan to be run.
void BeginChain(int command, int reply);

// In an execution that ended without a finding: does not return if this is a chain.
void EndInChain();
// In an execution: if this is a chain, it ends here, and the plan is run in a process of its own.
void EndChain();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_RESTARTS_H_
