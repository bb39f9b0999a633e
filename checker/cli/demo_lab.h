// What a demo of a lab needs: runs of its starter, a failure of it, and its solution beside it.
//
// **Thread safety**: for the main thread.
#ifndef RACELAB_CHECKER_CLI_DEMO_LAB_H_
#define RACELAB_CHECKER_CLI_DEMO_LAB_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "checker/base/files.h"
#include "checker/cli/explore_target.h"
#include "checker/cli/parse.h"
#include "checker/lab/catalog.h"
#include "checker/report/demo.h"
#include "checker/result/report.h"
#include "checker/toolchain/compiler.h"

namespace racelab {

class DemoLab {
 public:
  // Stages and builds the starter as it was committed; without git, the lab's folder as it is.
  // Errors as FindTarget.
  static absl::StatusOr<DemoLab> Open(const Options& options);

  const Lab& lab() const { return lab_; }

  // Runs tests of Stress.* (where there are none, of Explore.*, else all) one after another for
  // about so long, at full speed and undisturbed. What happens is up to the machine.
  absl::StatusOr<StressSummary> Stress(absl::Duration time) const;

  // The first failure that the explorer can explain step by step and that the solution does not
  // have under the same schedule; it comes with what the solution does there. The same lab gives
  // the same one. Where there is none, the first finding of the checks that the starter must fail.
  // NotFound: nothing is wrong with this starter.
  absl::StatusOr<DemoFailure> FindFailure() const;

  // For the presenter: the sections of solutions/NN/NOTES.md that say why the solution is right and
  // what to discuss. Plain text; empty when there are none.
  std::string Notes() const;

 private:
  absl::StatusOr<std::vector<std::string>> Tests() const;
  absl::StatusOr<std::optional<DemoFailure>> Explore(const std::string& test) const;
  absl::StatusOr<Report> Check(const std::filesystem::path& submission) const;
  absl::StatusOr<DemoFailure> FailureOfChecks() const;

  std::filesystem::path root_;
  Lab lab_;
  Compiler compiler_;
  Options options_;                 // with the starter as its submission
  std::optional<TempDir> starter_;  // where the lab's folder holds something else
  std::unique_ptr<NamedTarget> named_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_DEMO_LAB_H_
