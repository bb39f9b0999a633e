// Session: runs plans in a real program; the executor behind `racelab explore`.
//
// The program contains the runtime (checker/runtime/), which forks one child for each plan.
//
// **Thread safety**: belongs to one thread.
// **Invariants**: nothing that the program writes is trusted (trace::ReadOutcome). No process of
// its group is left behind.
#ifndef RACELAB_CHECKER_EXPLORE_SESSION_H_
#define RACELAB_CHECKER_EXPLORE_SESSION_H_

#include <cstdint>
#include <memory>
#include <string>

#include "checker/base/subprocess.h"
#include "checker/explore/executor.h"
#include "checker/explore/explored_process.h"
#include "checker/explore/shared_region.h"

namespace racelab::explore {

struct SessionOptions {
  Command command;             // argv, directory, environment and inherit are used
  bool take_over = false;      // the program calls racelab_take_over(); else main is the scenario
  uint32_t max_tasks = 64;     // to begin with; doubled as long as the runtime asks for more
  uint32_t hang_seconds = 10;  // of an execution without a scheduling point
  uint32_t prepared_tasks = 8;
  bool restarts = true;  // run many executions in one process where that makes no difference
};

// How many of the plans run together, from the first one on. Plans that record share the region's
// tables, so each of them runs alone.
size_t BatchSize(std::span<const trace::ExecutionPlan> plans);

class Session : public Executor {
 public:
  // Starts the program and waits until its runtime has taken over. FailedPrecondition: it is not
  // instrumented, or ended before; the message says how and shows its last output. Errors as
  // Spawn's.
  static absl::StatusOr<std::unique_ptr<Session>> Start(SessionOptions options);

  // A program that ends or hangs where its runtime cannot say so has an execution with
  // `end == kDied` or `kHung`, and is started again for the next plan. Cancelled: interrupted.
  absl::StatusOr<std::vector<trace::Execution>> Run(
      std::span<const trace::ExecutionPlan> plans) override;
  using Executor::Run;

  // The two halves of Run for plans that are one batch: Begin does not wait, Finish does.
  // REQUIRES: plans.size() <= BatchSize(plans), and the same plans for both.
  absl::Status Begin(std::span<const trace::ExecutionPlan> plans);
  absl::StatusOr<std::vector<trace::Execution>> Finish(std::span<const trace::ExecutionPlan> plans);

  // How many of the last executions have run in one process, put back for each.
  uint32_t in_one_process() const { return region_->begun; }
  // Whether executions may run so, and all that did so far have touched nothing but memory.
  bool confined() const { return region_->restarts != 0 && region_->left == 0; }

  // The last 16 KiB that the program printed, raw.
  const std::string& output() const;

 private:
  Session(SessionOptions options, SharedRegion region)
      : options_(std::move(options)), region_(std::move(region)) {}
  absl::Status StartProcess();
  absl::StatusOr<std::vector<trace::Execution>> Await(std::span<const trace::ExecutionPlan> plans);
  absl::StatusOr<std::vector<trace::Execution>> RunOneByOne(
      std::span<const trace::ExecutionPlan> plans);
  trace::Execution Lost(Answer::Kind kind);

  SessionOptions options_;
  SharedRegion region_;
  std::unique_ptr<ExploredProcess> process_;  // null: to be started
  std::string output_;                        // of the process before
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_SESSION_H_
