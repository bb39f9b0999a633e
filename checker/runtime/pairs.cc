// Which reads saw which writes in this execution, each pair once.
#include "checker/runtime/detector.h"
#include "checker/runtime/state.h"

namespace racelab::rt {

void NotePair(uint32_t read, uint32_t write) {
  static struct {
    uint32_t read, write;
    bool used;
  } seen[2 * trace::kMaxPairs];
  uint32_t at = (read * 31 + write) * 2654435761u >> 22;
  while (seen[at].used) {
    if (seen[at].read == read && seen[at].write == write) return;
    at = (at + 1) % (2 * trace::kMaxPairs);
  }
  trace::Outcome& outcome = *state.outcome;
  if (outcome.pair_count == trace::kMaxPairs) {
    outcome.pairs_cut = 1;
    return;
  }
  seen[at] = {read, write, true};
  outcome.pairs[outcome.pair_count++] = {read, write};
}

}  // namespace racelab::rt
