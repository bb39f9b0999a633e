// Explain: turns what the runtime found in one execution into a finding that a student understands.
//
// **Thread safety**: pure apart from reading source files and starting addr2line and nm.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_H_

#include <span>

#include "absl/status/statusor.h"
#include "checker/check/judge.h"
#include "checker/result/finding.h"
#include "checker/trace/format.h"

namespace racelab {

// "data-race" for kDataRace, and so on; "" for kNone.
const char* KindName(trace::Kind kind);

// One plain sentence, the places, the stacks and the interleaving of the execution that `events`
// records (which may be empty: then the steps are only those that failed). Rarity, token and
// reproduce are the caller's to add. The numbers in `finding` and `events` may be anything.
// InvalidArgument when there is no finding.
absl::StatusOr<Finding> Explain(const trace::Finding& finding, std::span<const trace::Event> events,
                                const ProgramFacts& facts);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_H_
