// Claim limits: what a claim leaves out, and why there is none, in the words of reports; for dfs
// and dpor.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_EXPLORE_CLAIM_LIMITS_H_
#define RACELAB_CHECKER_EXPLORE_CLAIM_LIMITS_H_

#include <string>
#include <string_view>

#include "checker/trace/schedule.h"

namespace racelab::explore {

inline constexpr std::string_view kOneEarlyEnd = "each wait ending early at most once";
inline constexpr std::string_view kOneClock = "clocks as they went in one order";
inline constexpr std::string_view kFreshMemory = "freed memory never used again";

// Adds `what` to those that are there, once; "; " is between two.
void LeaveOut(std::string_view what, std::string& limits);

// Why more can happen in such an execution than its choices: an alarm rings, a program runs that
// nobody controls. "" when it cannot.
std::string_view WhyMoreCanHappen(const trace::Execution& execution);

// Why, even so, the order of its steps (steps.h) is not all that matters, signals for example; ""
// when it is.
std::string_view WhyStepsDoNotTell(const trace::ExecutionPlan& plan,
                                   const trace::Execution& execution);

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_CLAIM_LIMITS_H_
