// Hints: a search of the explorer behind the moves that were made.
#include <algorithm>
#include <utility>

#include "checker/explore/explorer.h"
#include "checker/explore/game.h"

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::Execution;
using trace::ExecutionPlan;

// Those that need to know nothing of the program's points: forced moves do not confuse them.
constexpr const char* kStrategies[] = {"random", "pct", "pos"};

// Begins every execution with the same moves, and leaves out what a person cannot choose.
class BehindMoves : public Executor {
 public:
  BehindMoves(Executor& executor, const std::vector<Decision>& moves)
      : executor_(executor), moves_(moves) {
    for (const Decision& move : moves) {
      if (move.task >= past_.size()) past_.resize(move.task + 1);
      past_[move.task] = std::max(past_[move.task], move.point);
    }
  }

  absl::StatusOr<std::vector<Execution>> Run(std::span<const ExecutionPlan> plans) override {
    std::vector<ExecutionPlan> changed(plans.begin(), plans.end());
    for (ExecutionPlan& plan : changed) {
      plan.weak = plan.reuse_memory = plan.allocation_points = false;
      plan.older_permille = plan.spurious_permille = 0;
      std::erase_if(plan.decisions, [&](const Decision& decision) {
        return decision.task < past_.size() && decision.point <= past_[decision.task];
      });
      plan.decisions.insert(plan.decisions.begin(), moves_.begin(), moves_.end());
    }
    return executor_.Run(changed);
  }

 private:
  Executor& executor_;
  const std::vector<Decision>& moves_;
  std::vector<uint32_t> past_;  // by task: its last point that a move decided
};

std::vector<Decision> MovesOf(const Execution& execution) {
  std::vector<Decision> moves;
  for (const trace::Point& point : execution.point_list) moves.push_back(trace::TakenAt(point));
  return moves;
}

size_t CommonPrefix(const std::vector<Decision>& a, const std::vector<Decision>& b) {
  return static_cast<size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

absl::StatusOr<std::optional<Execution>> Game::Search(uint64_t& executions) {
  executions = 0;
  for (const char* strategy : kStrategies) {
    BehindMoves executor(*executor_, moves_);
    ExploreRequest request;
    request.strategy = strategy;
    request.executions = std::max<uint64_t>(rules_.executions / std::size(kStrategies), 1);
    request.seed = rules_.seed;
    request.ignore = rules_.ignore;
    request.all_points = true;
    request.after_first = 0;
    absl::StatusOr<ExploreResult> result = Explore(executor, request);
    if (!result.ok()) return result.status();
    executions += result->executions;
    if (result->found.empty()) continue;
    // Which of several waiters a signal wakes is no move: only what moves alone bring about counts.
    std::vector<Decision> moves = MovesOf(result->found[0].execution);
    if (moves.size() > trace::kMaxDecisions) continue;
    absl::StatusOr<Execution> again = executor_->Run(PlanOf(moves));
    if (!again.ok()) return again.status();
    if (!again->Failed()) continue;
    failing_ = std::move(moves);
    return *std::move(again);
  }
  return std::nullopt;
}

absl::StatusOr<GameHint> Game::Hint() {
  if (state() != State::kOpen) return absl::InvalidArgumentError("the execution is over");
  GameHint hint;
  const auto on_the_way = [&] {
    return failing_.size() > moves_.size() && CommonPrefix(failing_, moves_) == moves_.size();
  };
  if (!on_the_way()) {
    const auto found = Search(hint.executions);
    if (!found.ok()) return found.status();
  }
  if (on_the_way()) {
    hint.task = failing_[moves_.size()].next;
  } else if (!failing_.empty() && !turns_.empty()) {
    const size_t common = CommonPrefix(failing_, moves_);
    // Until the position before the first move that differs.
    const auto later = [&](size_t before) { return before > common; };
    hint.undo = std::min<size_t>(std::ranges::count_if(turns_, later) + 1, turns_.size());
  }
  return hint;
}

}  // namespace racelab::explore
