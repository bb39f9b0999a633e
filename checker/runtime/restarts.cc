// When to restart, and what to make of it.
#include "checker/runtime/restarts.h"

#include <sys/syscall.h>
#include <sys/wait.h>

#include "checker/runtime/confine.h"
#include "checker/runtime/dirty_pages.h"
#include "checker/runtime/os.h"
#include "checker/runtime/server.h"
#include "checker/runtime/snapshot.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

// A chain costs as much as a few forks.
constexpr uint32_t kFirst = 3;   // executions before the first chain
constexpr uint32_t kShort = 16;  // a chain of fewer did not pay: so many forks before the next one

uint32_t forks_to_go = kFirst;
uint64_t in_chains = 0;  // executions of all chains before
bool in_chain = false;

// Executions number 8, 64, 512 ... of all chains are run again by themselves: they must agree.
bool IsSample() {
  const uint64_t number = in_chains + state.region->begun;
  uint64_t sample = 8;
  while (sample < number) sample *= 8;
  return sample == number;
}

[[noreturn]] void Leave() {
  Sys(SYS_exit_group, 0);
  __builtin_unreachable();
}

}  // namespace

bool ChainPays() {
  if (state.region->restarts == 0) return false;
  if (forks_to_go == 0) return true;
  --forks_to_go;
  return false;
}

Brief BriefOf(const trace::Outcome& outcome) {
  return {outcome.end, outcome.finding.kind, outcome.points, outcome.events, outcome.schedule_hash};
}

void AfterFork(const Brief& before, const Brief& now) {
  if (before.end != trace::End::kCompleted) return;
  if (before != now) state.region->restarts = 0;
}

void AfterChain(int status) {
  if (WIFSIGNALED(status)) state.region->restarts = 0;
  if (state.region->begun < kShort && !IsSample()) forks_to_go = kShort;
  in_chains += state.region->begun;
}

void BeginChain(int command, int reply) {
  in_chain = true;
  state.region->begun = 0;
  if (!TakeSnapshot()) {
    state.region->restarts = 0;
    Leave();
  }
  if (state.region->begun++ == 0) {
    if (Confine(command, reply) && ProtectPages()) return;
    state.region->restarts = 0;
    Leave();
  }
  ++state.region->next;
  if (!AwaitPlan()) Leave();
}

void EndInChain() {
  if (!in_chain) return;
  if (IsSample()) Leave();
  PutBack();
}

void EndChain() {
  if (!in_chain) return;
  ++state.region->left;
  state.outcome->end = trace::End::kNotRun;
  Leave();
}

}  // namespace racelab::rt
