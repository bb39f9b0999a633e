// Batches, restarts and growth of a session.
#include "checker/explore/session.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "checker/base/text.h"

namespace racelab::explore {
namespace {

using trace::End;
using trace::Execution;
using trace::ExecutionPlan;

// A net for a runtime that does not answer, wide enough that it never decides about an honest one.
absl::Duration Patience(const SessionOptions& options, size_t plans) {
  return absl::Seconds(60) + absl::Seconds(3) * options.hang_seconds * static_cast<double>(plans);
}

// Forgets what the slot held, but not its big tables: their counts are 0.
void Clear(trace::Outcome& outcome) {
  outcome.end = End::kNotRun;
  outcome.decisions_cut = outcome.pairs_cut = outcome.exit_code = 0;
  outcome.tasks = outcome.processes = outcome.alarms = 0;
  outcome.signals = outcome.timed = outcome.robust = 0;
  outcome.outside = outcome.program_count = 0;
  outcome.points = outcome.events = outcome.schedule_hash = 0;
  outcome.decision_count = outcome.pair_count = outcome.point_count = outcome.event_count = 0;
  outcome.channel_count = 0;
  outcome.finding = {};
}

bool WantsMoreTasks(const Execution& execution) {
  return execution.end == End::kLimit && execution.text() == "tasks";
}

}  // namespace

size_t BatchSize(std::span<const ExecutionPlan> plans) {
  const auto records = [](const ExecutionPlan& p) { return p.record_points || p.record_events; };
  if (records(plans.front())) return 1;
  const auto end = std::find_if(plans.begin(), plans.end(), records);
  return std::min<size_t>(static_cast<size_t>(end - plans.begin()), trace::kSlots);
}

absl::StatusOr<std::unique_ptr<Session>> Session::Start(SessionOptions options) {
  absl::StatusOr<SharedRegion> region = SharedRegion::Create();
  if (!region.ok()) return region.status();
  std::unique_ptr<Session> session(new Session(std::move(options), *std::move(region)));
  if (absl::Status status = session->StartProcess(); !status.ok()) return status;
  return session;
}

absl::Status Session::StartProcess() {
  region_->version = trace::kVersion;
  region_->size = sizeof(trace::Region);
  region_->max_tasks = options_.max_tasks;
  region_->take_over = options_.take_over;
  region_->stop_at_first = 1;
  region_->hang_seconds = options_.hang_seconds;
  region_->prepared_tasks = options_.prepared_tasks;
  region_->restarts = options_.restarts ? 1 : 0;
  region_->batch = region_->next = region_->begun = region_->left = 0;
  absl::StatusOr<std::unique_ptr<ExploredProcess>> process =
      ExploredProcess::Start(options_.command, region_.descriptor());
  if (!process.ok()) return process.status();
  const absl::StatusOr<Answer> answer = (*process)->Await(Patience(options_, 1));
  if (!answer.ok()) return answer.status();
  if (answer->kind == Answer::kNumber && answer->number == trace::kVersion) {
    process_ = *std::move(process);
    return absl::OkStatus();
  }
  const std::string ending = (*process)->End();
  const std::string printed = Shorten(CleanText((*process)->output()), 2'000);
  const std::string why =
      answer->kind == Answer::kNumber
          ? "was built for another version of racelab; build it again"
          : absl::StrCat("is not instrumented for exploration, or ended before its test began (",
                         ending, ")");
  return absl::FailedPreconditionError(absl::StrCat(
      options_.command.argv[0], " ", why, printed.empty() ? "" : "; it printed:\n", printed));
}

absl::StatusOr<std::vector<Execution>> Session::Run(std::span<const ExecutionPlan> plans) {
  std::vector<Execution> all;
  all.reserve(plans.size());
  while (all.size() < plans.size()) {
    const std::span<const ExecutionPlan> rest = plans.subspan(all.size());
    const std::span<const ExecutionPlan> batch = rest.first(BatchSize(rest));
    if (absl::Status status = Begin(batch); !status.ok()) return status;
    absl::StatusOr<std::vector<Execution>> some = Finish(batch);
    if (!some.ok() || some->size() == plans.size()) return some;  // moving them costs
    for (Execution& execution : *some) all.push_back(std::move(execution));
    if (!some->empty() && EndsTheRun(all.back())) break;
  }
  return all;
}

absl::Status Session::Begin(std::span<const ExecutionPlan> plans) {
  if (process_ == nullptr) {
    if (absl::Status status = StartProcess(); !status.ok()) return status;
  }
  for (size_t i = 0; i < plans.size(); ++i) {
    Clear(region_->slots[i].outcome);
    if (absl::Status status = WritePlan(plans[i], region_->slots[i].plan); !status.ok()) {
      return status;
    }
  }
  process_->Send(static_cast<uint32_t>(plans.size()));
  return absl::OkStatus();
}

// Without those that need more tasks than the process has: the next one has more.
absl::StatusOr<std::vector<Execution>> Session::Finish(std::span<const ExecutionPlan> plans) {
  absl::StatusOr<std::vector<Execution>> executions = Await(plans);
  if (executions.ok() && WantsMoreTasks(executions->back()) &&
      options_.max_tasks < trace::kMaxTasks) {
    executions->pop_back();
    options_.max_tasks = std::min(options_.max_tasks * 2, trace::kMaxTasks);
    process_.reset();
  }
  return executions;
}

absl::StatusOr<std::vector<Execution>> Session::Await(std::span<const ExecutionPlan> plans) {
  const absl::StatusOr<Answer> answer = process_->Await(Patience(options_, plans.size()));
  if (!answer.ok()) return answer.status();
  if (answer->kind == Answer::kNumber && answer->number > 0) {
    std::vector<Execution> executions;
    executions.reserve(plans.size());
    for (size_t i = 0; i < std::min<size_t>(answer->number, plans.size()); ++i) {
      executions.push_back(ReadOutcome(region_->slots[i], *region_));
    }
    const auto not_run = [](const Execution& e) { return e.end == End::kNotRun; };
    if (std::none_of(executions.begin(), executions.end(), not_run)) return executions;
  }
  const Execution lost = Lost(answer->kind);
  if (plans.size() == 1) return std::vector<Execution>{lost};
  return RunOneByOne(plans);
}

// After a batch in which the program went away: nothing says in which plan, or that what stands in
// the region is whole.
absl::StatusOr<std::vector<Execution>> Session::RunOneByOne(std::span<const ExecutionPlan> plans) {
  std::vector<Execution> executions;
  for (const ExecutionPlan& plan : plans) {
    if (absl::Status status = Begin(std::span(&plan, 1)); !status.ok()) return status;
    absl::StatusOr<std::vector<Execution>> one = Await(std::span(&plan, 1));
    if (!one.ok()) return one.status();
    executions.push_back(std::move(one->front()));
    if (EndsTheRun(executions.back())) break;
  }
  return executions;
}

// The program went away, or lied about what it did. It is started again for the next plan.
Execution Session::Lost(Answer::Kind kind) {
  const std::string ending = process_->End();
  output_ = process_->output();
  process_.reset();
  if (kind == Answer::kTimeout) return trace::Unfinished(End::kHung, "no answer from the program");
  return trace::Unfinished(End::kDied, absl::StrCat("the program ended: ", ending));
}

const std::string& Session::output() const {
  return process_ == nullptr ? output_ : process_->output();
}

}  // namespace racelab::explore
