// The check "explore": every test of Explore.* under schedules that the explorer chooses. The check
// "crash": every test of Crash.*, in which it also ends a process at every point in turn. The check
// "faults": every test of Faults.*, in which calls are also interrupted or transfer only a part.
#include <algorithm>
#include <atomic>
#include <functional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "checker/base/parallel.h"
#include "checker/base/text.h"
#include "checker/check/check.h"
#include "checker/check/exploration.h"
#include "checker/check/run_tests.h"

namespace racelab {
namespace {

// Of all tests of a check: some ten seconds on two processors. Counted, so that the verdict is the
// same on every machine; a usual answer needs a tenth of it.
constexpr uint64_t kEvents = 400'000'000;

// A check's kind, and what follows from it.
struct Defaults {
  const char* strategy;
  int executions;      // of all tests together
  uint64_t proof = 0;  // of each test, beyond its share
};

Defaults DefaultsOf(const CheckSpec& spec) {
  if (spec.kind == "crash") return {"crashes", 500};
  if (spec.kind == "faults") return {"interruptions", 500};
  return {"portfolio", 12'000, 25'000};
}

std::string Many(uint64_t number, const char* what) {
  return absl::StrCat(WithThousands(number), " ", what, number == 1 ? "" : "s");
}

std::string Summary(const Exploration& sum) {
  if (sum.verdict == Verdict::kFail) {
    return absl::StrCat("failed in execution ", WithThousands(sum.first_failure), " of ",
                        WithThousands(sum.executions));
  }
  return absl::StrCat(Many(sum.tests, "test"), ", ", Many(sum.executions, "execution"),
                      ", no failure", sum.exhausted.empty() ? "" : "; ", sum.exhausted);
}

// How far the searches of all tests are together. Its callers are threads of their own.
class SearchProgress {
 public:
  explicit SearchProgress(const CheckContext& context) : context_(context) {}

  // Of one test; returns what its request calls.
  std::function<void(const explore::ExploreProgress&)> OfTest() {
    return [this, before = uint64_t{0}](const explore::ExploreProgress& now) mutable {
      absl::MutexLock lock(&mutex_);
      executions_ += now.executions - std::exchange(before, now.executions);
      context_.progress(Many(executions_, "execution"));
    };
  }

 private:
  const CheckContext& context_;
  absl::Mutex mutex_;
  uint64_t executions_ ABSL_GUARDED_BY(mutex_) = 0;
};

// Several tests at a time: each has a seed and a budget of its own, so nothing that is found
// depends on which thread is faster. The first one that fails is enough to explain; what comes
// after it is not read, so it is not begun either.
std::vector<absl::StatusOr<Exploration>> ExploreAll(const CheckContext& context,
                                                    const ExploreTarget& target,
                                                    const std::vector<std::string>& tests,
                                                    const Defaults& kind, uint64_t budget) {
  std::vector<absl::StatusOr<Exploration>> explored(tests.size());
  SearchProgress progress(context);
  std::atomic<size_t> first_failed = tests.size();
  ForEachInParallel(tests.size(), Processors(), [&](size_t i) {
    if (i > first_failed) return;
    ExploreTarget one = target;
    one.test = tests[i];
    explore::ExploreRequest request;
    request.strategy = kind.strategy;
    request.executions = std::max<uint64_t>(1, budget / tests.size());
    request.proof = context.quick ? 0 : kind.proof;
    request.events = (context.quick ? kEvents / 4 : kEvents) / tests.size();
    request.seed = RunSeed(context.seed, static_cast<int>(i) + 1);
    request.progress = progress.OfTest();
    explored[i] = ExploreTest(one, request);
    if (!explored[i].ok() || explored[i]->verdict != Verdict::kFail) return;
    size_t known = first_failed;
    while (i < known && !first_failed.compare_exchange_weak(known, i)) {
    }
  });
  return explored;
}

}  // namespace

absl::Status CheckExplore(const CheckContext& context, const CheckSpec& spec, CheckResult& result) {
  if (context.no_locks) {
    result.summary = "not run without locks: the explorer's locks cannot be switched off";
    return absl::OkStatus();
  }
  absl::StatusOr<ExploreTarget> target = LabTarget(context, spec.timeout);
  if (!target.ok()) return target.status();
  const Defaults kind = DefaultsOf(spec);
  const std::string suite = SuiteFor(kind.strategy);
  const auto tests = ListTests(*target, spec.filter.empty() ? suite : spec.filter);
  if (!tests.ok()) return tests.status();
  if (tests->empty()) {
    return absl::UnavailableError(absl::StrCat("the lab has no test to explore; name one ", suite));
  }
  uint64_t budget = spec.executions > 0 ? spec.executions : kind.executions;
  if (context.quick) budget = (budget + 3) / 4;
  Exploration sum;
  for (absl::StatusOr<Exploration>& explored : ExploreAll(context, *target, *tests, kind, budget)) {
    if (!explored.ok()) return explored.status();
    ++sum.tests;
    Add(*std::move(explored), sum);
    if (sum.verdict == Verdict::kFail) break;
  }
  if (sum.verdict == Verdict::kInconclusive) return absl::UnavailableError(sum.reason);
  result.verdict = sum.verdict;
  result.summary = Summary(sum);
  result.findings = std::move(sum.findings);
  return absl::OkStatus();
}

}  // namespace racelab
