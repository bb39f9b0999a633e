// Reasons, in the order of the executions that gave them.
#include "checker/explore/dpor_claim.h"

#include <algorithm>
#include <vector>

namespace racelab::explore {
namespace {

// Whether a task had not ended when the execution did.
bool SomeRunOn(const Execution& execution) {
  if (execution.point_list.empty()) return false;
  std::vector<bool> ended(trace::kMaxTasks + 1);
  ended[0] = ended[execution.point_list.back().next] = true;
  for (const trace::Point& point : execution.point_list) {
    if (point.op == trace::Op::kExit) ended[point.task] = true;
  }
  return std::find(ended.begin(), ended.begin() + execution.tasks, false) !=
         ended.begin() + execution.tasks;
}

}  // namespace

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
  if (execution.alarms) Limit("an alarm may ring at any time");
  if (execution.timed) Limit("a wait for input, a signal or a thread may time out at any time");
  if (execution.signals) Limit("signals may come at any time");
  if (execution.robust) Limit("the owner of a robust mutex ended");
  if (execution.outside) Limit("a program runs that is not explored");
  if (plan.ignore != 0 || plan.all_points) Limit("some findings are looked past");
  if (execution.tasks > 64) Limit("more than 64 tasks");
  if (execution.clocks) LeaveOut("clocks as they went in one order");
  if (execution.reuses && !reuse_memory_) {
    LeaveOut("freed memory never used again");
    without_reuse_ = true;
  }
  for (const trace::Point& point : execution.point_list) {
    const bool signal = point.op == trace::Op::kKill || point.op == trace::Op::kPause;
    if (signal) Limit("signals may come at any time");
  }
  if (!execution.Failed() && SomeRunOn(execution)) Limit("the end cut a thread short");
}

void DporClaim::Say(bool done, Coverage& coverage) const {
  coverage.limits = limit_.empty() ? leaves_out_ : limit_;
  coverage.lost = !limit_.empty();
  coverage.all = done && !coverage.lost;
  coverage.without_early_ends = without_early_ends_;
  coverage.without_reuse = without_reuse_;
}

}  // namespace racelab::explore
