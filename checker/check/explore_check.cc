// The check "explore": every test of Explore.* under schedules that the explorer chooses.
#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/check/check.h"
#include "checker/check/exploration.h"
#include "checker/check/run_tests.h"

namespace racelab {
namespace {

constexpr int kExecutions = 4'000;

std::string Many(uint64_t number, const char* what) {
  return absl::StrCat(WithThousands(number), " ", what, number == 1 ? "" : "s");
}

std::string Summary(const Exploration& sum) {
  if (sum.verdict == Verdict::kFail) {
    return absl::StrCat("failed in execution ", WithThousands(sum.first_failure), " of ",
                        WithThousands(sum.executions));
  }
  return absl::StrCat(Many(sum.tests, "test"), ", ", Many(sum.executions, "execution"), ", ",
                      sum.exhausted.empty() ? "no failure" : sum.exhausted);
}

}  // namespace

absl::Status CheckExplore(const CheckContext& context, const CheckSpec& spec, CheckResult& result) {
  if (context.no_locks) {
    result.summary = "not run without locks: the explorer's locks cannot be switched off";
    return absl::OkStatus();
  }
  absl::StatusOr<ExploreTarget> target = LabTarget(context, spec.timeout);
  if (!target.ok()) return target.status();
  const auto tests = ListTests(*target, spec.filter.empty() ? "Explore.*" : spec.filter);
  if (!tests.ok()) return tests.status();
  if (tests->empty())
    return absl::UnavailableError("the lab has no test to explore; name one Explore.*");

  uint64_t budget = spec.executions > 0 ? spec.executions : kExecutions;
  if (context.quick) budget = (budget + 3) / 4;
  Exploration sum;
  for (const std::string& test : *tests) {
    target->test = test;
    ++sum.tests;
    explore::ExploreRequest request;
    request.executions = std::max<uint64_t>(1, budget / tests->size());
    request.seed = RunSeed(context.seed, sum.tests);
    request.progress = [&](const explore::ExploreProgress& progress) {
      context.progress(absl::StrCat(test, ", ", Many(progress.executions, "execution")));
    };
    const absl::StatusOr<bool> go_on = ExploreInto(*target, request, sum);
    if (!go_on.ok()) return go_on.status();
    if (!*go_on) break;
  }
  if (sum.verdict == Verdict::kInconclusive) return absl::UnavailableError(sum.reason);
  result.verdict = sum.verdict;
  result.summary = Summary(sum);
  result.findings = std::move(sum.findings);
  return absl::OkStatus();
}

}  // namespace racelab
