// The main loop: batches, confirmation of failures, and the end of the search.
#include "checker/explore/explorer.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/explore/finding_key.h"
#include "checker/explore/minimize.h"
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

using trace::End;
using trace::Kind;

constexpr uint64_t kMaxUnfinished = 20;  // then the program is not one for us
constexpr uint64_t kMaxHung = 3;         // these cost seconds each
// Scheduling points of the executions after the first failure; a livelock has 600,000 in each.
// Where there are several processes, one costs as much as ten: they hand over through the kernel.
constexpr uint64_t kPointsAfterFirst = 20'000'000, kPointOfProcesses = 10;
// What an execution may do on average before the search ends early, where the request does not say
// it; a scheduling point costs about as much as ten. With 2,000 executions that is one or two
// minutes.
constexpr uint64_t kEventsOfOne = 1'500'000;
constexpr uint64_t kEventsOfPoint = 10;
constexpr size_t kMaxFound = 32;

std::string UnfinishedReason(const Execution& execution) {
  const std::string text = CleanText(execution.text());
  const std::string what = text.empty() ? "" : absl::StrCat(": ", text);
  switch (execution.end) {
    case End::kLimit: return absl::StrCat("an execution went beyond a limit", what);
    case End::kUnmodelled:
      return absl::StrCat("the program calls what the explorer does not control", what);
    case End::kHung:
      return absl::StrCat("an execution blocked or looped where the explorer cannot see it", what);
    default: return absl::StrCat("an execution broke off", what);
  }
}

class Explorer {
 public:
  Explorer(Executor& executor, const ExploreRequest& request, Strategy& strategy)
      : executor_(executor), request_(request), strategy_(strategy) {}

  absl::StatusOr<ExploreResult> Run() {
    while (!Done()) {
      Refill();
      if (plans_.empty()) break;
      if (absl::Status status = RunBatch(); !status.ok()) return status;
      if (request_.progress) {
        request_.progress({result_.executions, hashes_.size(), result_.failing});
      }
    }
    for (Found& found : result_.found) {
      if (absl::Status status = Finish(found); !status.ok()) return status;
    }
    Conclude();
    return std::move(result_);
  }

 private:
  // After how many executions the search ends, if they are not too long.
  uint64_t Budget() const {
    if (result_.first_failure == 0) return request_.executions + request_.proof;
    const uint64_t most = std::max(request_.executions, result_.first_failure);
    return request_.all ? most : std::min(most, result_.first_failure + request_.after_first);
  }

  bool Done() const {
    const bool long_after = points_after_first_ > kPointsAfterFirst && !request_.all;
    return result_.executions >= Budget() || result_.unfinished >= kMaxUnfinished ||
           hung_ >= kMaxHung || long_after || TooLong();
  }

  // Counted, never timed, so that the search ends at the same execution everywhere.
  bool TooLong() const {
    return events_ >= (request_.events != 0 ? request_.events : request_.executions * kEventsOfOne);
  }

  void Refill() {
    const uint64_t room = std::min<uint64_t>(trace::kSlots, Budget() - result_.executions);
    while (plans_.size() < room) {
      std::optional<ExecutionPlan> plan = strategy_.Next();
      if (!plan) return;
      plan->ignore = request_.ignore;
      // Where races are looked past, what they break shows only when plain accesses are points.
      const bool past_races = (request_.ignore >> static_cast<int>(Kind::kDataRace) & 1) != 0;
      plan->all_points |= request_.all_points || past_races;
      plan->max_points = request_.max_points;
      plans_.push_back(*std::move(plan));
    }
  }

  // Plans that the executor did not come to stay for the next batch.
  absl::Status RunBatch() {
    const size_t room = std::min<size_t>(plans_.size(), Budget() - result_.executions);
    const std::vector<ExecutionPlan> batch(plans_.begin(),
                                           plans_.begin() + static_cast<ptrdiff_t>(room));
    const absl::StatusOr<std::vector<Execution>> executions = executor_.Run(batch);
    if (!executions.ok()) return executions.status();
    for (const Execution& execution : *executions) {
      const ExecutionPlan plan = std::move(plans_.front());
      plans_.pop_front();
      strategy_.Learn(plan, execution, true);
      if (absl::Status status = Count(plan, execution); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status Count(const ExecutionPlan& plan, const Execution& execution) {
    ++result_.executions;
    events_ += execution.events + kEventsOfPoint * execution.points;
    if (result_.first_failure != 0) {
      points_after_first_ += execution.points * (execution.processes > 1 ? kPointOfProcesses : 1);
    }
    hashes_.insert(execution.hash);
    if (execution.Failed()) return Confirm(plan, execution);
    if (execution.end == End::kCompleted) return absl::OkStatus();
    ++result_.unfinished;
    if (execution.end == End::kHung) ++hung_;
    if (result_.reason.empty()) result_.reason = UnfinishedReason(execution);
    return absl::OkStatus();
  }

  absl::Status Confirm(const ExecutionPlan& plan, const Execution& execution) {
    const ExecutionPlan replay = ReplayOf(plan, execution);
    const std::string key = FindingKey(execution.finding);
    if (confirmed_.count({execution.hash, key}) == 0) {
      const absl::StatusOr<Execution> again = executor_.Run(replay);
      if (!again.ok()) return again.status();
      if (again->finding.kind != execution.finding.kind) {
        ++result_.unconfirmed;
        return absl::OkStatus();
      }
      confirmed_.insert({execution.hash, key});
    }
    ++result_.failing;
    if (result_.first_failure == 0) result_.first_failure = result_.executions;
    const auto [at, is_new] = index_.try_emplace(request_.all ? key : "", result_.found.size());
    if (is_new && result_.found.size() < kMaxFound) {
      result_.found.push_back(
          {.plan = replay, .execution = execution, .first_failure = result_.executions});
    }
    if (at->second < result_.found.size()) ++result_.found[at->second].failing;
    return absl::OkStatus();
  }

  // A crash in memory that is used again may come of using it after it was freed. The same schedule
  // says so where each block is fresh.
  absl::Status LookWithFreshMemory(Found& found) {
    if (!found.plan.reuse_memory || found.execution.finding.kind != Kind::kCrash) {
      return absl::OkStatus();
    }
    ExecutionPlan fresh = found.plan;
    fresh.reuse_memory = false;
    absl::StatusOr<Execution> again = executor_.Run(fresh);
    if (!again.ok()) return again.status();
    if (again->finding.kind != Kind::kUseAfterFree) return absl::OkStatus();
    found.plan = std::move(fresh);
    found.execution = *std::move(again);
    return absl::OkStatus();
  }

  // Minimised, and once more with everything recorded, for the explanation.
  absl::Status Finish(Found& found) {
    found.explored = result_.executions;
    if (absl::Status status = LookWithFreshMemory(found); !status.ok()) return status;
    const std::string key = FindingKey(found.execution.finding);
    const auto the_same = [&](const Execution& other) {
      return request_.all ? FindingKey(other.finding) == key
                          : other.finding.kind == found.execution.finding.kind;
    };
    if (found.plan.rule == trace::Rule::kStay) {
      absl::StatusOr<Minimized> small =
          Minimize(executor_, found.plan, the_same, request_.minimize_tries);
      if (!small.ok() && !absl::IsFailedPrecondition(small.status())) return small.status();
      if (small.ok()) {
        found.plan = std::move(small->plan);
        found.execution = std::move(small->execution);
      }
    }
    ExecutionPlan recorded = found.plan;
    recorded.record_points = recorded.record_events = true;
    absl::StatusOr<Execution> last = executor_.Run(recorded);
    if (!last.ok()) return last.status();
    if (the_same(*last)) found.execution = *std::move(last);
    found.plan.record_points = false;
    return absl::OkStatus();
  }

  void Conclude() {
    result_.strategy = strategy_.name();
    result_.seed = request_.seed;
    result_.distinct = hashes_.size();
    result_.coverage = strategy_.coverage();
    result_.cut_short = TooLong() && result_.executions < request_.executions;
    const bool whole = result_.unfinished == 0 && result_.unconfirmed == 0;
    if (whole) result_.exhausted = ExhaustedText(result_.coverage);
    if (!result_.found.empty()) {
      result_.verdict = ExploreVerdict::kFound;
    } else if (!whole || result_.executions == 0) {
      result_.verdict = ExploreVerdict::kInconclusive;
      if (result_.unconfirmed > 0) {
        result_.reason = absl::StrCat("a failure was seen in ", result_.unconfirmed,
                                      " executions, but not again when the same schedule was "
                                      "repeated: the program depends on more than its schedule");
      }
      if (result_.reason.empty()) result_.reason = "nothing was executed";
    }
    if (result_.verdict != ExploreVerdict::kInconclusive) result_.reason.clear();
  }

  Executor& executor_;
  const ExploreRequest& request_;
  Strategy& strategy_;
  ExploreResult result_;
  std::deque<ExecutionPlan> plans_;  // made, not yet run
  absl::flat_hash_set<uint64_t> hashes_;
  std::set<std::pair<uint64_t, std::string>> confirmed_;  // schedule and finding
  std::map<std::string, size_t> index_;                   // of result_.found, by finding key
  uint64_t hung_ = 0;
  uint64_t events_ = 0;              // of all executions, scheduling points as kEventsOfPoint each
  uint64_t points_after_first_ = 0;  // scheduling points of executions after the first failure
};

}  // namespace

std::string AllText(uint64_t executions) {
  return absl::StrCat("exhausted: ", executions,
                      executions == 1 ? " execution, the only one" : " executions, all of them");
}

std::string ExhaustedText(const Coverage& coverage) {
  const std::string limits =
      coverage.limits.empty() ? "" : absl::StrCat(" (", coverage.limits, ")");
  if (coverage.harms == 0) return "nothing was tried: there was no place to fail";
  if (coverage.harms) {
    return absl::StrCat(coverage.harms_done, " of ", *coverage.harms,
                        " places to fail in one schedule visited", limits);
  }
  if (coverage.all) {
    return absl::StrCat(AllText(coverage.executions), limits);
  }
  if (coverage.preemptions < 0) {
    return coverage.limits.empty() ? "" : absl::StrCat("not every schedule was tried", limits);
  }
  return absl::StrCat("exhausted up to ", coverage.preemptions,
                      coverage.preemptions == 1 ? " preemption" : " preemptions", limits);
}

absl::StatusOr<ExploreResult> Explore(Executor& executor, const ExploreRequest& request,
                                      Strategy& strategy) {
  return Explorer(executor, request, strategy).Run();
}

absl::StatusOr<ExploreResult> Explore(Executor& executor, const ExploreRequest& request) {
  absl::StatusOr<std::unique_ptr<Strategy>> strategy =
      MakeStrategy(request.strategy, request.seed, request.executions, request.victim);
  if (!strategy.ok()) return strategy.status();
  return Explore(executor, request, **strategy);
}

}  // namespace racelab::explore
