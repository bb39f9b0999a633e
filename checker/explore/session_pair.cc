// Who runs which plans, and when two are too many.
#include "checker/explore/session_pair.h"

#include <utility>

#include "checker/base/stopwatch.h"

namespace racelab::explore {
namespace {

using trace::Execution;
using trace::ExecutionPlan;

// Before them, a second process would cost more than it brings.
constexpr uint64_t kFewExecutions = 64;

}  // namespace

absl::StatusOr<std::unique_ptr<SessionPair>> SessionPair::Start(SessionOptions options,
                                                                double short_batch) {
  absl::StatusOr<std::unique_ptr<Session>> first = Session::Start(options);
  if (!first.ok()) return first.status();
  return std::unique_ptr<SessionPair>(
      new SessionPair(std::move(options), short_batch, *std::move(first)));
}

bool SessionPair::ReadyForTwo() {
  if (alone_ || executions_ < kFewExecutions) return false;
  if (second_ != nullptr) return true;
  if (first_->confined() && first_->in_one_process() > 0) {
    absl::StatusOr<std::unique_ptr<Session>> second = Session::Start(options_);
    if (second.ok()) second_ = *std::move(second);
  }
  alone_ = second_ == nullptr;
  return !alone_;
}

absl::StatusOr<std::vector<Execution>> SessionPair::Run(std::span<const ExecutionPlan> plans) {
  std::vector<Execution> all;
  all.reserve(plans.size());
  while (all.size() < plans.size()) {
    const std::span<const ExecutionPlan> rest = plans.subspan(all.size());
    const size_t batch = BatchSize(rest);
    const bool takes_long = static_cast<double>(batch) * least_ > short_batch_;
    const bool both = rest.size() > 1 && takes_long && ReadyForTwo();
    absl::StatusOr<std::vector<Execution>> some =
        both ? RunOnBoth(rest) : RunOnFirst(rest.first(batch));
    if (!some.ok() || some->size() == plans.size()) return some;  // moving them costs
    for (Execution& execution : *some) all.push_back(std::move(execution));
    if (EndsTheRun(all.back())) break;
  }
  return all;
}

absl::StatusOr<std::vector<Execution>> SessionPair::RunOnFirst(
    std::span<const ExecutionPlan> plans) {
  const Stopwatch stopwatch;
  absl::StatusOr<std::vector<Execution>> executions = first_->Run(plans);
  if (!executions.ok()) return executions;
  const double each = stopwatch.Seconds() / static_cast<double>(executions->size());
  if (executions_ == 0 || each < least_) least_ = each;
  executions_ += executions->size();
  return executions;
}

// The first plans, as many as both can take at once. What one of them did outside of its memory may
// have changed what the other one did: then all of it again, alone.
absl::StatusOr<std::vector<Execution>> SessionPair::RunOnBoth(
    std::span<const ExecutionPlan> plans) {
  const size_t batch = BatchSize(plans), mine = (batch + 1) / 2;
  const std::span<const ExecutionPlan> others = plans.subspan(mine);
  const auto theirs = others.first(batch > 1 ? batch - mine : BatchSize(others));
  if (absl::Status status = second_->Begin(theirs); !status.ok()) return status;
  absl::StatusOr<std::vector<Execution>> executions = RunOnFirst(plans.first(mine));
  absl::StatusOr<std::vector<Execution>> more = second_->Finish(theirs);
  if (!executions.ok()) return executions.status();
  if (more.ok() && first_->confined() && second_->confined()) {
    if (EndsTheRun(executions->back())) return executions;
    for (Execution& execution : *more) executions->push_back(std::move(execution));
    return executions;
  }
  second_.reset();
  alone_ = true;
  return RunOnFirst(plans.first(mine + theirs.size()));
}

}  // namespace racelab::explore
