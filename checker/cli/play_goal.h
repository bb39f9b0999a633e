// What `play` is played on, and its goal: a failure that a search found and that moves can reach.
//
// **Thread safety**: for the main thread.
#ifndef RACELAB_CHECKER_CLI_PLAY_GOAL_H_
#define RACELAB_CHECKER_CLI_PLAY_GOAL_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "checker/cli/explore_target.h"
#include "checker/explore/game.h"
#include "checker/result/finding.h"

namespace racelab {

// A game at its begin. `explored` is its executor.
struct PlayTable {
  ExploreTarget target;  // with the test
  std::unique_ptr<Explored> explored;
  std::optional<explore::Game> game;
  std::optional<Finding> goal;  // none: no failure was found
  uint64_t executions = 0;      // of the search for it
};

// The first of the tests that fails, else the first one. What a data race does is looked for before
// the race itself: then the game goes on behind races, up to what they break.
// Errors: those of TestsOf, Explored::Start and Game.
absl::StatusOr<PlayTable> LayTable(const NamedTarget& named, const std::string& test);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_PLAY_GOAL_H_
