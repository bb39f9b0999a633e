// Reasons, in the order of the executions that gave them.
#include "checker/explore/dpor_claim.h"

#include "checker/explore/claim_limits.h"

namespace racelab::explore {

void DporClaim::Limit(std::string_view why) {
  if (limit_.empty()) limit_ = why;
}

void DporClaim::SeeWait() {
  LeaveOut(early_ends_ ? kOneEarlyEnd : "no wait ending early", leaves_out_);
  without_early_ends_ = !early_ends_;
}

void DporClaim::See(const ExecutionPlan& plan, const Execution& execution) {
  if (execution.end != trace::End::kCompleted) Limit("an execution did not come to its end");
  if (const std::string_view why = WhyStepsDoNotTell(plan, execution); !why.empty()) Limit(why);
  if (execution.clocks) LeaveOut(kOneClock, leaves_out_);
  if (execution.reuses && !reuse_memory_) {
    LeaveOut(kFreshMemory, leaves_out_);
    without_reuse_ = true;
  }
}

void DporClaim::Say(bool done, Coverage& coverage) const {
  coverage.limits = limit_.empty() ? leaves_out_ : limit_;
  coverage.lost = !limit_.empty();
  coverage.all = done && !coverage.lost;
  coverage.without_early_ends = without_early_ends_;
  coverage.without_reuse = without_reuse_;
}

}  // namespace racelab::explore
