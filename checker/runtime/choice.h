// Choice: who could go on at a scheduling point, what rule kStay says, what the plan's rule says.
//
// **Thread safety**: one task runs at a time.
// **Invariants**: no task that can run waits for its turn for ever, whatever the rule; time passes
// for a timed wait however busy the others are.
#ifndef RACELAB_CHECKER_RUNTIME_CHOICE_H_
#define RACELAB_CHECKER_RUNTIME_CHOICE_H_

#include "checker/runtime/rules.h"
#include "checker/runtime/task.h"
#include "checker/trace/format.h"

namespace racelab::rt {

inline constexpr uint64_t kPatience = 2000;  // points after which everybody who can run has a turn

// What rule kStay does. `self` is the task at the point; it may have ended.
Candidate Stay(Task* self);

// What the plan's rule chooses, if rule kStay would choose `stay`.
Candidate ByRule(Task* self, const Candidate& stay);

// Whether a decision of a plan can be followed now.
bool Possible(const trace::Decision& decision);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_CHOICE_H_
