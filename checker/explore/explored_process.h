// ExploredProcess: one running program under exploration and the pipes to its runtime.
//
// **Thread safety**: belongs to one thread.
// **Invariants**: its process group is killed and reaped at the latest by the destructor. What it
// prints is read while we wait for it, so it never blocks on a full pipe.
#ifndef RACELAB_CHECKER_EXPLORE_EXPLORED_PROCESS_H_
#define RACELAB_CHECKER_EXPLORE_EXPLORED_PROCESS_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "checker/base/spawn.h"

namespace racelab::explore {

// What the runtime answered: a number, or that there was none before the end or the deadline.
struct Answer {
  enum Kind { kNumber, kEnded, kTimeout } kind;
  uint32_t number = 0;
};

class ExploredProcess {
 public:
  // Adds the variable RACELAB_EXPLORE and the descriptors to the command. Errors as Spawn's.
  static absl::StatusOr<std::unique_ptr<ExploredProcess>> Start(Command command,
                                                                int region_descriptor);
  ~ExploredProcess();

  // Asks for a batch. A program that has gone shows in the Await that follows.
  void Send(uint32_t number);

  // Cancelled after an interrupt (base/interrupt.h).
  absl::StatusOr<Answer> Await(absl::Duration patience);

  // Kills the group, and says how the program ended: "exit code 1", "signal 11 (Segmentation
  // fault)". "killed" when it was still running.
  std::string End();

  // The last 16 KiB that it printed, raw.
  const std::string& output() const { return output_; }

 private:
  explicit ExploredProcess(Spawned child) : child_(std::move(child)) {}
  void ReadOutput();

  Spawned child_;
  Descriptor commands_, answers_;
  std::string received_;  // part of an answer
  std::string output_;
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_EXPLORED_PROCESS_H_
