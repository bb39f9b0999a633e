// Measures the tests Scaling.* and explains those that stay too low.
#include "checker/check/scaling.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "checker/base/text.h"
#include "checker/check/frames.h"

namespace racelab {
namespace {

absl::StatusOr<explore::Parallelism> Measure(const ExploreTarget& target) {
  absl::StatusOr<std::unique_ptr<Explored>> explored = Explored::Start(target);
  if (!explored.ok()) return explored.status();
  return explore::MeasureParallelism((*explored)->executor());
}

Location WaitsAt(const ExploreTarget& target, const explore::Parallelism& measured) {
  const trace::Stack& at = measured.waits;
  const Stack stack(at.pc, at.pc + std::min(at.count, trace::kFrames));
  return Frames(target.facts.executable, target.facts.edit, {stack}).Place(stack, "waits");
}

WorkAndSpan InWords(const ExploreTarget& target, const explore::Parallelism& measured) {
  return {measured.work, measured.span, measured.waited, WaitsAt(target, measured)};
}

absl::Status Unmeasured(absl::string_view why) {
  return absl::UnavailableError(absl::StrCat("the parallelism cannot be measured: ", why));
}

// What went wrong in an execution of the measurement, as in an exploration.
absl::StatusOr<Finding> ExplainBroken(const ExploreTarget& target,
                                      const explore::Parallelism& measured) {
  if (!measured.broken.Failed()) return Unmeasured(std::string(measured.broken.text()));
  absl::StatusOr<std::unique_ptr<Explored>> explored = Explored::Start(target);
  if (!explored.ok()) return explored.status();
  trace::ExecutionPlan plan = measured.plan;
  plan.record_events = plan.record_points = true;
  const absl::StatusOr<trace::Execution> again = (*explored)->executor().Run(plan);
  if (!again.ok()) return again.status();
  return ExplainExecution(target, plan, again->Failed() ? *again : measured.broken);
}

Finding TooLow(const std::string& test, const WorkAndSpan& measured, double wanted) {
  Finding finding{.kind = "parallelism-lost"};
  finding.message = absl::StrFormat(
      "However many processors there are, this can be at most %.1f times as fast as with one (%.1f "
      "times is wanted): work that could be done side by side is done one after the other.",
      measured.Parallelism(), wanted);
  // Where locks are not what it waits for, their places would lead astray.
  if (measured.where.line > 0 && measured.waited >= measured.span / 4) {
    absl::StrAppend(&finding.message, " The threads wait longest at ", measured.where.file, ":",
                    measured.where.line,
                    ". What is done there, or under the same lock, that needs no lock?");
    finding.locations.push_back(measured.where);
  }
  finding.detail = absl::StrCat(test, ": work ", WithThousands(measured.work), ", longest chain ",
                                WithThousands(measured.span), ", waited for locks ",
                                WithThousands(measured.waited),
                                " (accesses and operations; counted, not timed)");
  return finding;
}

}  // namespace

absl::StatusOr<WorkAndSpan> MeasureScaling(const ExploreTarget& target) {
  const absl::StatusOr<explore::Parallelism> measured = Measure(target);
  if (!measured.ok()) return measured.status();
  if (measured->Measured()) return InWords(target, *measured);
  return Unmeasured(measured->broken.Failed() ? "the program failed"
                                              : std::string(measured->broken.text()));
}

absl::Status CheckScaling(const CheckContext& context, const CheckSpec& spec, CheckResult& result) {
  absl::StatusOr<ExploreTarget> target = LabTarget(context, spec.timeout);
  if (!target.ok()) return target.status();
  const auto tests = ListTests(*target, "Scaling.*");
  if (!tests.ok()) return tests.status();
  if (tests->empty()) return absl::UnavailableError("the lab has no test Scaling.* to measure");
  double least = -1;
  for (const std::string& test : *tests) {
    target->test = test;
    const absl::StatusOr<explore::Parallelism> measured = Measure(*target);
    if (!measured.ok()) return measured.status();
    if (measured->Measured() && measured->Ratio() >= spec.at_least) {
      least = least < 0 ? measured->Ratio() : std::min(least, measured->Ratio());
      continue;
    }
    absl::StatusOr<Finding> finding = measured->Measured()
                                          ? TooLow(test, InWords(*target, *measured), spec.at_least)
                                          : ExplainBroken(*target, *measured);
    if (!finding.ok()) return finding.status();
    result.verdict = Verdict::kFail;
    result.summary = measured->Measured() ? "work that could be done side by side is not"
                                          : "failed while its parallelism was measured";
    result.findings.push_back(*std::move(finding));
    return absl::OkStatus();
  }
  absl::StrAppend(&result.summary, absl::StrFormat("; parallelism %.1f", least));
  return absl::OkStatus();
}

}  // namespace racelab
