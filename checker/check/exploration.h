// Exploring one program or one test of a lab: starts it, searches, and explains what was found.
//
// **Thread safety**: belongs to one thread.
#ifndef RACELAB_CHECKER_CHECK_EXPLORATION_H_
#define RACELAB_CHECKER_CHECK_EXPLORATION_H_

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/check/check.h"
#include "checker/check/judge.h"
#include "checker/explore/executor.h"
#include "checker/explore/explorer.h"
#include "checker/result/exploration.h"
#include "checker/sandbox/sandbox.h"

namespace racelab {

// What to explore.
struct ExploreTarget {
  std::vector<std::string> argv;     // of a program of one's own; of a lab the executable alone
  std::string test;                  // "Explore.Deposits"; "": main is the scenario
  ProgramFacts facts;                // executable: argv[0] as a path
  const Sandbox* sandbox = nullptr;  // null: a program of one's own, which one trusts
  std::vector<std::string> hide;     // from a sandboxed program
  std::string replay;                // what follows "./racelab replay TOKEN": "1 --submission work"
};

// A running program, in its sandbox if it has one.
class Explored {
 public:
  // Errors as explore::Session::Start and PrepareInSandbox.
  static absl::StatusOr<std::unique_ptr<Explored>> Start(const ExploreTarget& target);
  ~Explored();
  explore::Executor& executor() { return *executor_; }

 private:
  Explored() = default;
  std::optional<SandboxedCommand> box_;
  std::unique_ptr<explore::Executor> executor_;
};

// The search, with what it found explained. Errors are ours, or say that the program cannot be
// explored at all. May be called by several threads at a time.
absl::StatusOr<Exploration> ExploreTest(const ExploreTarget& target,
                                        const explore::ExploreRequest& request);

// Adds one more test of a lab to the sum.
void Add(Exploration test, Exploration& sum);

// One execution in the student's terms, with its token and the command that replays it.
// REQUIRES: execution.Failed(), run with record_events.
absl::StatusOr<Finding> ExplainExecution(const ExploreTarget& target,
                                         const trace::ExecutionPlan& plan,
                                         const trace::Execution& execution);

// What to explore of a staged lab, built if needed; its `test` is still to be chosen. `timeout` is
// for the explanation. FailedPrecondition: it does not compile. Errors as BuildLab.
absl::StatusOr<ExploreTarget> LabTarget(const CheckContext& context, double timeout);

// The identity of a program in tokens. Errors: as ReadFile and trace::ProgramHash.
absl::StatusOr<uint32_t> HashOfProgram(const std::filesystem::path& executable);

// The GoogleTest filter of the tests that a lab has for a strategy.
std::string SuiteFor(const std::string& strategy);

// The tests of an explore variant that a GoogleTest filter selects, in the program's order.
absl::StatusOr<std::vector<std::string>> ListTests(const ExploreTarget& target,
                                                   const std::string& filter);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLORATION_H_
