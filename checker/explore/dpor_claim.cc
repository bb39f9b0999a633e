// Reasons, in the order of the executions that gave them.
#include "checker/explore/dpor_claim.h"

#include "checker/explore/steps.h"

namespace racelab::explore {

void DporClaim::Limit(std::string_view why) {
  if (limit_.empty()) limit_ = why;
}

void DporClaim::LeaveOut(std::string_view what) {
  if (leaves_out_.find(what) != std::string::npos) return;
  leaves_out_ += leaves_out_.empty() ? "" : "; ";
  leaves_out_ += what;
}

void DporClaim::SeeWait() {
  LeaveOut(early_ends_ ? "each wait ending early at most once" : "no wait ending early");
  without_early_ends_ = !early_ends_;
}

void DporClaim::See(const ExecutionPlan& plan, const Execution& execution) {
  if (execution.end != trace::End::kCompleted) Limit("an execution did not come to its end");
  if (const std::string_view why = WhyStepsDoNotTell(plan, execution); !why.empty()) Limit(why);
  if (execution.clocks) LeaveOut("clocks as they went in one order");
  if (execution.reuses && !reuse_memory_) {
    LeaveOut("freed memory never used again");
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
