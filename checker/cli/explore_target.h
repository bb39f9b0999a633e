// What `explore` and `replay` name: a lab, staged and built, or a program of one's own.
//
// **Thread safety**: for the main thread.
#ifndef RACELAB_CHECKER_CLI_EXPLORE_TARGET_H_
#define RACELAB_CHECKER_CLI_EXPLORE_TARGET_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/check/exploration.h"
#include "checker/check/stage.h"
#include "checker/cli/parse.h"

namespace racelab {

struct NamedTarget {
  std::string name;  // for people: "01_lost_update", "./prog"
  ExploreTarget target;
  std::optional<Stage> stage;  // of a lab; goes away with its files
  Sandbox sandbox;             // of a lab
  bool IsLab() const { return stage.has_value(); }
};

// options.lab with a '/' is a program, with options.arguments; else a lab. Errors: NotFound,
// FailedPrecondition when the submission does not compile, those of staging and building.
absl::StatusOr<std::unique_ptr<NamedTarget>> FindTarget(const Options& options);

// The tests of the suite that a strategy explores, or only `test`; one that is empty for a program,
// whose main is the scenario. InvalidArgument: the lab has no such test. Errors as ListTests.
absl::StatusOr<std::vector<std::string>> TestsOf(const NamedTarget& named, const std::string& test,
                                                 const std::string& strategy);

// The ids of the labs that have this test ("Explore.Deposits"), to find what a token is about.
absl::StatusOr<std::vector<std::string>> LabsWithTest(const std::string& test);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_EXPLORE_TARGET_H_
