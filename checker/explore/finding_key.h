// Finding keys: when two findings are the same one.
//
// **Thread safety**: a pure function.
#ifndef RACELAB_CHECKER_EXPLORE_FINDING_KEY_H_
#define RACELAB_CHECKER_EXPLORE_FINDING_KEY_H_

#include <string>

#include "checker/trace/format.h"

namespace racelab::explore {

// Equal for findings of one kind at the same places, whichever task was where and in which order:
// the stacks of both accesses, the stacks of all that wait. Without any stack, the text decides.
// Addresses and tasks are no part of it: they differ from schedule to schedule.
std::string FindingKey(const trace::Finding& finding);

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_FINDING_KEY_H_
