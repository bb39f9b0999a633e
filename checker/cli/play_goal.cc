// Looks for a failure in each test in turn.
#include "checker/cli/play_goal.h"

#include <utility>

#include "checker/check/explain.h"
#include "checker/check/play_stops.h"

namespace racelab {
namespace {

constexpr uint32_t kRaces = 1u << static_cast<int>(trace::Kind::kDataRace);

absl::StatusOr<PlayTable> Try(ExploreTarget target, uint32_t ignore) {
  PlayTable table;
  table.target = std::move(target);
  absl::StatusOr<std::unique_ptr<Explored>> explored = Explored::Start(table.target);
  if (!explored.ok()) return explored.status();
  table.explored = *std::move(explored);
  explore::GameRules rules{.ignore = ignore};
  rules.stops = [facts = table.target.facts](const trace::Execution& execution) {
    return PointsToStopAt(execution, facts);
  };
  absl::StatusOr<explore::Game> game = explore::Game::Start(table.explored->executor(), rules);
  if (!game.ok()) return game.status();
  table.game = *std::move(game);
  const auto failing = table.game->Search(table.executions);
  if (!failing.ok()) return failing.status();
  if (!*failing) return table;
  absl::StatusOr<Finding> goal = Explain(**failing, table.target.facts);
  if (!goal.ok()) return goal.status();
  table.goal = *std::move(goal);
  return table;
}

}  // namespace

absl::StatusOr<PlayTable> LayTable(const NamedTarget& named, const std::string& test) {
  const absl::StatusOr<std::vector<std::string>> tests = TestsOf(named, test, "portfolio");
  if (!tests.ok()) return tests.status();
  if (tests->empty()) {
    return absl::InvalidArgumentError(named.name + " has no test Explore.* to play");
  }
  std::optional<PlayTable> first;
  uint64_t executions = 0;
  for (const uint32_t ignore : {kRaces, 0u}) {
    for (const std::string& name : *tests) {
      ExploreTarget target = named.target;
      target.test = name;
      absl::StatusOr<PlayTable> table = Try(std::move(target), ignore);
      if (!table.ok()) return table.status();
      executions += table->executions;
      table->executions = executions;
      if (table->goal) return table;
      if (ignore == 0 && name == tests->front()) first = *std::move(table);
    }
  }
  first->executions = executions;
  return *std::move(first);
}

}  // namespace racelab
