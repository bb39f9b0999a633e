// racelab explore: searches the schedules of a lab's tests, or of a program of one's own.
#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/interrupt.h"
#include "checker/base/text.h"
#include "checker/check/explain.h"
#include "checker/check/run_tests.h"
#include "checker/check/scaling.h"
#include "checker/check/unseen_order.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/explore_target.h"
#include "checker/cli/progress.h"
#include "checker/cli/report_output.h"
#include "checker/explore/strategies.h"

namespace racelab {
namespace {

constexpr int kFirstKind = static_cast<int>(trace::Kind::kDataRace);
constexpr int kLastKind = static_cast<int>(trace::Kind::kLeak);

// The mask of kinds to look past: all but those named. 0: none.
absl::StatusOr<uint32_t> IgnoredKinds(const std::vector<std::string>& only) {
  uint32_t wanted = 0;
  std::vector<std::string> names;
  for (int kind = kFirstKind; kind <= kLastKind; ++kind) {
    names.emplace_back(KindName(static_cast<trace::Kind>(kind)));
    if (std::ranges::count(only, names.back()) > 0) wanted |= 1u << kind;
  }
  for (const std::string& kind : only) {
    if (std::ranges::count(names, kind) > 0) continue;
    const std::string closest = ClosestWord(kind, names);
    return absl::InvalidArgumentError(
        absl::StrCat("--only ", kind, ": no finding is of this kind",
                     closest.empty() ? "" : absl::StrCat("; did you mean '", closest, "'?"),
                     " kinds: ", absl::StrJoin(names, ", ")));
  }
  const uint32_t all = ((2u << kLastKind) - 1) & ~((1u << kFirstKind) - 1);
  return only.empty() ? 0 : all & ~wanted;
}

// Finds what is wrong with the values of the options before anything is built.
absl::Status Validate(const Options& options) {
  const std::vector<std::string>& names = explore::StrategyNames();
  if (options.victim != 0 && options.strategy != "crashes") {
    return absl::InvalidArgumentError("--victim goes with --strategy crashes");
  }
  if (std::ranges::count(names, options.strategy) > 0) return IgnoredKinds(options.only).status();
  const std::string closest = ClosestWord(options.strategy, names);
  return absl::InvalidArgumentError(
      absl::StrCat("there is no strategy '", options.strategy, "'",
                   closest.empty() ? "" : absl::StrCat("; did you mean '", closest, "'?"),
                   " strategies: ", absl::StrJoin(names, ", ")));
}

absl::Status AddParallelism(const NamedTarget& named, Exploration& sum) {
  absl::StatusOr<WorkAndSpan> measured = MeasureScaling(named.target);
  if (measured.ok()) sum.parallelism = *std::move(measured);
  return measured.status();
}

absl::StatusOr<Exploration> Search(const Options& options, NamedTarget& named) {
  if (options.parallelism && named.IsLab()) {
    return absl::InvalidArgumentError(
        "--parallelism is for programs; of a lab, its check 'parallelism' measures the tests");
  }
  const absl::StatusOr<std::vector<std::string>> tests =
      TestsOf(named, options.test, options.strategy);
  if (!tests.ok()) return tests.status();
  if (tests->empty()) {
    return absl::InvalidArgumentError(named.name +
                                      " has no test of the suite that this strategy explores");
  }
  Exploration sum{.program = named.name, .seed = options.seed};
  Progress progress(STDERR_FILENO, *tests);
  for (const std::string& test : *tests) {
    named.target.test = test;
    if (named.IsLab()) ++sum.tests;
    explore::ExploreRequest request;
    request.strategy = options.strategy;
    request.victim = options.victim;
    request.executions = options.executions;
    request.seed = sum.tests <= 1 ? options.seed : RunSeed(options.seed, sum.tests);
    request.all = options.all;
    request.ignore = *IgnoredKinds(options.only);
    request.progress = [&](const explore::ExploreProgress& now) {
      progress.Update(test, absl::StrCat(WithThousands(now.executions), " executions, ",
                                         WithThousands(now.failing), " failing"));
    };
    absl::StatusOr<Exploration> explored = ExploreTest(named.target, request);
    if (!explored.ok()) return explored.status();
    if (!named.IsLab()) DoubtUnseenOrder(named.target.facts.executable, *explored);
    Add(*std::move(explored), sum);
    if (!options.all && sum.verdict == Verdict::kFail) break;
  }
  if (options.parallelism && sum.verdict == Verdict::kPass) {
    if (absl::Status status = AddParallelism(named, sum); !status.ok()) return status;
  }
  return sum;
}

int ExitCodeOf(const Exploration& exploration) {
  switch (exploration.verdict) {
    case Verdict::kPass: return kExitPassed;
    case Verdict::kFail: return kExitFailed;
    default: return kExitInconclusive;
  }
}

}  // namespace

int RunExplore(const Options& options) {
  if (const absl::Status valid = Validate(options); !valid.ok()) return Fail(valid);
  const absl::StatusOr<std::unique_ptr<NamedTarget>> named = FindTarget(options);
  if (!named.ok()) return Fail(named.status());
  const absl::StatusOr<Exploration> exploration = Search(options, **named);
  if (!exploration.ok()) {
    const int code = Fail(exploration.status());
    const bool own = !(*named)->IsLab() && absl::IsFailedPrecondition(exploration.status());
    if (own) Complain("build the program with './racelab cc' or './racelab c++'");
    return code;
  }
  TerminalStyle style = StyleOf(STDOUT_FILENO);
  style.all = options.all;
  const bool written = WriteReports(*exploration, options.reports, style);
  return written ? ExitCodeOf(*exploration) : kExitInconclusive;
}

}  // namespace racelab
