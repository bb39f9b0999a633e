// Game: a person is the scheduler. Each move says which task goes on; the program is run again for
// each, with all moves so far and rule kStay behind them, so undo only drops some.
//
// A step of a task ends where what it does next can matter to others (GameRules::stops). Plain
// accesses are scheduling points, so `hits++` is two steps.
//
// **Thread safety**: belongs to one thread, as its executor does.
// **Invariants**: execution() follows moves() at its first moves().size() points.
#ifndef RACELAB_CHECKER_EXPLORE_GAME_H_
#define RACELAB_CHECKER_EXPLORE_GAME_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "checker/explore/executor.h"

namespace racelab::explore {

struct GameRules {
  // Which points of an execution are worth a stop; null: operations that synchronise, and accesses
  // to memory that several tasks use and one of them writes. As long as its point_list.
  std::function<std::vector<bool>(const trace::Execution&)> stops;
  uint32_t ignore = 0;         // bit k: go on after a finding of trace::Kind k
  uint64_t seed = 1;           // of the searches
  uint64_t executions = 1000;  // of one search
};

// A task, where the game stands.
struct TaskState {
  enum Turn { kReady, kWaits, kEnded };
  uint16_t task = 0;
  Turn turn = kReady;
  bool may_time_out = false;            // it waits, but not for ever: it can be picked too
  std::optional<trace::Point> pending;  // what it announced; none: it has not begun
};

// The next move on the way to a failure.
struct GameHint {
  std::optional<uint16_t> task;  // pick it; none: no failure was found behind this position
  size_t undo = 0;               // then: after so many undos one is known; 0: none is known
  uint64_t executions = 0;       // of the search that was needed
};

class Game {
 public:
  enum class State { kOpen, kFailed, kCompleted, kBrokenOff };

  // The execution without any move, up to where there is a choice. Errors as Executor::Run.
  static absl::StatusOr<Game> Start(Executor& executor, const GameRules& rules);

  State state() const;
  // One step of a task. InvalidArgument, and nothing has changed: it cannot go on now, or the game
  // is over. FailedPrecondition: the program did something else under the same schedule.
  absl::Status Pick(uint16_t task);
  // The task of the last move goes on to its next operation that synchronises, as far as it can.
  absl::Status RunOn();
  // Takes back what the last Pick or RunOn did. InvalidArgument: there is none.
  absl::Status Undo();
  // Searches behind this position, unless the failure that is known lies there.
  absl::StatusOr<GameHint> Hint();
  // Searches a failure that moves can bring about; Hint() leads to it. None: not found.
  absl::StatusOr<std::optional<trace::Execution>> Search(uint64_t& executions);

  // Those that have begun or could, by number.
  std::vector<TaskState> Tasks() const;
  std::optional<uint16_t> last_task() const;
  size_t turns() const { return turns_.size(); }
  const std::vector<trace::Decision>& moves() const { return moves_; }
  // With points and events, to its end by rule kStay.
  const trace::Execution& execution() const { return execution_; }
  // Of its events, how many have happened.
  size_t events() const;
  // Repeats the execution; for a token.
  trace::ExecutionPlan Plan() const;

 private:
  Game(Executor& executor, const GameRules& rules) : executor_(&executor), rules_(rules) {}
  const std::vector<trace::Point>& points() const { return execution_.point_list; }
  trace::ExecutionPlan PlanOf(const std::vector<trace::Decision>& moves) const;
  absl::Status Rerun();
  absl::Status Move(uint16_t task);
  void Settle();
  bool Forced() const;

  Executor* executor_;
  GameRules rules_;
  trace::Execution execution_;
  std::vector<trace::Decision> moves_;    // one for each point that is past
  std::vector<size_t> turns_;             // moves before each Pick or RunOn
  std::vector<uint16_t> picked_;          // the task of each
  std::vector<trace::Decision> failing_;  // moves of an execution that fails; empty: none is known
  std::vector<bool> stops_;               // by point
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_GAME_H_
