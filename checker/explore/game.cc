// Moves: each becomes a decision of the next execution.
#include "checker/explore/game.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::IsEnabled;
using trace::Mode;
using trace::Op;
using trace::Point;
using trace::TakenAt;

constexpr size_t kLongest = 2000;  // steps of one RunOn: a task may spin

bool IsPlain(Op op) { return op == Op::kRead || op == Op::kWrite; }

bool IsMemory(Op op) {
  return IsPlain(op) || op == Op::kAtomicLoad || op == Op::kAtomicStore || op == Op::kAtomicRmw;
}

// The default of GameRules::stops.
std::vector<bool> Stops(const std::vector<Point>& points) {
  struct Use {
    std::set<uint16_t> tasks;
    bool written = false;
  };
  std::map<uint64_t, Use> uses;
  for (const Point& point : points) {
    Use& use = uses[point.object];
    use.tasks.insert(point.task);
    use.written |= point.op != Op::kRead && point.op != Op::kAtomicLoad;
  }
  std::vector<bool> stops;
  for (const Point& point : points) {
    const Use& use = uses[point.object];
    stops.push_back(!IsPlain(point.op) || (use.tasks.size() > 1 && use.written));
  }
  return stops;
}

}  // namespace

absl::StatusOr<Game> Game::Start(Executor& executor, const GameRules& rules) {
  Game game(executor, rules);
  if (absl::Status status = game.Rerun(); !status.ok()) return status;
  game.Settle();
  return game;
}

Game::State Game::state() const {
  if (moves_.size() < points().size()) return State::kOpen;
  if (execution_.Failed()) return State::kFailed;
  return execution_.end == trace::End::kCompleted && !execution_.points_cut ? State::kCompleted
                                                                            : State::kBrokenOff;
}

trace::ExecutionPlan Game::PlanOf(const std::vector<Decision>& moves) const {
  trace::ExecutionPlan plan;
  plan.ignore = rules_.ignore;
  plan.all_points = plan.record_points = plan.record_events = true;
  plan.decisions = moves;
  return plan;
}

absl::Status Game::Rerun() {
  if (moves_.size() > trace::kMaxDecisions) {
    return absl::InvalidArgumentError("the schedule is too long to go on; undo, or quit");
  }
  absl::StatusOr<trace::Execution> execution = executor_->Run(PlanOf(moves_));
  if (!execution.ok()) return execution.status();
  execution_ = *std::move(execution);
  stops_ = rules_.stops ? rules_.stops(execution_) : Stops(points());
  stops_.resize(points().size(), true);
  for (size_t i = 0; i < moves_.size(); ++i) {
    if (i < points().size() && TakenAt(points()[i]) == moves_[i]) continue;
    return absl::FailedPreconditionError(
        "under the same schedule the program did something else: it depends on more than that");
  }
  return absl::OkStatus();
}

// Whether the next move is no choice: nobody can run, so a wait times out; a task is in the middle
// of a step; or all others only wait for the end of tasks.
bool Game::Forced() const {
  const Point& point = points()[moves_.size()];
  if (point.enabled_count == 0) return true;
  if (point.next == point.task && point.mode == Mode::kRun && !stops_[moves_.size()]) return true;
  if (point.enabled_count > 1 || point.mode != Mode::kRun) return false;
  for (const TaskState& task : Tasks()) {
    const bool joins =
        task.pending && (task.pending->op == Op::kJoin || task.pending->op == Op::kWaitChild);
    if (task.turn == TaskState::kWaits && !joins) return false;
  }
  return true;
}

void Game::Settle() {
  while (state() == State::kOpen && Forced()) moves_.push_back(TakenAt(points()[moves_.size()]));
}

absl::Status Game::Move(uint16_t task) {
  if (state() != State::kOpen) return absl::InvalidArgumentError("the execution is over");
  const std::vector<TaskState> tasks = Tasks();
  const auto found = std::ranges::find(tasks, task, &TaskState::task);
  if (found == tasks.end()) return absl::InvalidArgumentError("there is no such task");
  if (found->turn == TaskState::kEnded) return absl::InvalidArgumentError("it has ended");
  const bool ready = found->turn == TaskState::kReady;
  if (!ready && !found->may_time_out) return absl::InvalidArgumentError("it cannot go on now");
  const size_t before = moves_.size();
  Decision move = TakenAt(points()[before]);
  const bool same = move.next == task && (move.mode == Mode::kRun) == ready;
  move.next = task;
  move.mode = ready ? Mode::kRun : Mode::kTimeout;
  moves_.push_back(move);
  if (!same) {
    const absl::Status status = Rerun();
    if (!status.ok()) {
      moves_.resize(before);
      const absl::Status back = Rerun();
      if (!back.ok()) return back;
      return ready ? status : absl::InvalidArgumentError("it cannot go on now");
    }
  }
  Settle();
  return absl::OkStatus();
}

absl::Status Game::Pick(uint16_t task) {
  const size_t before = moves_.size();
  if (absl::Status status = Move(task); !status.ok()) return status;
  turns_.push_back(before);
  picked_.push_back(task);
  return absl::OkStatus();
}

absl::Status Game::RunOn() {
  const std::optional<uint16_t> task = last_task();
  if (!task) return absl::InvalidArgumentError("pick a task first");
  if (absl::Status status = Pick(*task); !status.ok()) return status;
  for (size_t i = 0; i < kLongest && state() == State::kOpen; ++i) {
    const std::vector<TaskState> tasks = Tasks();
    const auto self = std::ranges::find(tasks, *task, &TaskState::task);
    const bool goes_on = self != tasks.end() && self->turn == TaskState::kReady &&
                         (!self->pending || IsMemory(self->pending->op));
    if (!goes_on) break;
    if (absl::Status status = Move(*task); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status Game::Undo() {
  if (turns_.empty()) return absl::InvalidArgumentError("there is nothing to undo");
  moves_.resize(turns_.back());
  turns_.pop_back();
  picked_.pop_back();
  return Rerun();
}

std::vector<TaskState> Game::Tasks() const {
  std::map<uint16_t, TaskState> tasks;
  const size_t here = std::min(moves_.size() + 1, points().size());
  for (size_t i = 0; i < here; ++i) {
    const Point& point = points()[i];
    TaskState& task = tasks[point.task];
    task.task = point.task;
    // The end of a wait may time out if the wait may.
    if (point.op != Op::kReacquire) task.may_time_out = trace::IsTimed(point.op);
    task.pending = point;
    for (uint16_t number = 0; number < 64; ++number) {
      if (IsEnabled(point, number)) tasks.try_emplace(number, TaskState{.task = number});
    }
  }
  std::vector<TaskState> list;
  for (auto& [number, task] : tasks) {
    const bool ended = task.pending && task.pending->op == Op::kExit;
    const bool ready = here > 0 && IsEnabled(points()[here - 1], number);
    task.turn = ended ? TaskState::kEnded : ready ? TaskState::kReady : TaskState::kWaits;
    task.may_time_out = task.may_time_out && task.turn == TaskState::kWaits;
    list.push_back(std::move(task));
  }
  return list;
}

std::optional<uint16_t> Game::last_task() const {
  return picked_.empty() ? std::nullopt : std::optional(picked_.back());
}

size_t Game::events() const {
  if (moves_.size() >= points().size()) return execution_.event_list.size();
  return std::min<size_t>(points()[moves_.size()].events, execution_.event_list.size());
}

trace::ExecutionPlan Game::Plan() const { return trace::ReplayOf(PlanOf(moves_), execution_); }

}  // namespace racelab::explore
