// Runs plans, and the solution of a lab beside a submission.
#include "checker/cli/recorded_run.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/check/explain.h"
#include "checker/lab/catalog.h"
#include "checker/report/explain.h"

namespace racelab {
namespace {

std::string OutcomeWords(const trace::Execution& execution) {
  if (execution.Failed()) {
    return absl::StrCat(
        "It fails under this schedule, too: ", KindTitle(KindName(execution.finding.kind)), ".");
  }
  if (execution.end == trace::End::kCompleted) {
    return "Under the same schedule it comes to its end, and nothing fails.";
  }
  return absl::StrCat("Under the same schedule it broke off: ", CleanText(execution.text()));
}

}  // namespace

absl::StatusOr<trace::Execution> RunRecorded(const ExploreTarget& target,
                                             trace::ExecutionPlan plan) {
  const absl::StatusOr<std::unique_ptr<Explored>> explored = Explored::Start(target);
  if (!explored.ok()) return explored.status();
  plan.record_points = plan.record_events = true;
  return (*explored)->executor().Run(plan);
}

absl::StatusOr<Comparison> SolutionUnder(const Options& options, const NamedTarget& named,
                                         trace::ExecutionPlan plan) {
  if (!named.IsLab()) return absl::InvalidArgumentError("--compare is for labs");
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return root.status();
  Options of_solution = options;
  of_solution.lab = named.name;
  of_solution.submission = (*root / "solutions" / named.name).string();
  const absl::StatusOr<std::unique_ptr<NamedTarget>> solution = FindTarget(of_solution);
  if (!solution.ok()) return solution.status();
  ExploreTarget& target = (*solution)->target;
  target.test = named.target.test;
  plan.pairs.clear();
  plan.focus.clear();
  plan.expected.clear();
  const absl::StatusOr<trace::Execution> execution = RunRecorded(target, std::move(plan));
  if (!execution.ok()) return execution.status();
  return Comparison{.name = "Solution",
                    .outcome = OutcomeWords(*execution),
                    .walk = WalkOf(*execution, target.facts),
                    .fails = execution->Failed()};
}

}  // namespace racelab
