// Explain: turns what the runtime found in one execution into a finding that a student understands.
//
// **Thread safety**: pure apart from reading source files and starting addr2line and nm.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_H_

#include "absl/status/statusor.h"
#include "checker/check/judge.h"
#include "checker/result/finding.h"
#include "checker/trace/schedule.h"

namespace racelab {

// "data-race" for kDataRace, and so on; "" for kNone.
const char* KindName(trace::Kind kind);

// One plain sentence, the places, the stacks and the interleaving of an execution. Its list of
// events may be empty: then the steps are only those that failed. Rarity, token and reproduce are
// the caller's to add. The numbers in the finding and the events may be anything. InvalidArgument
// when there is no finding.
absl::StatusOr<Finding> Explain(const trace::Execution& execution, const ProgramFacts& facts);

// What the player shows of any execution that was run with record_events, failed or not.
Walk WalkOf(const trace::Execution& execution, const ProgramFacts& facts);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_H_
