// SessionPair: two sessions of one program share its executions, so that two cores are used.
//
// Only where a batch takes so long that waking a second process pays, and while a program touches
// nothing but its memory (decision 10): two at a time would get in each other's way in files, names
// and ports. The executions are the same as those of one session.
//
// **Thread safety**: belongs to one thread.
#ifndef RACELAB_CHECKER_EXPLORE_SESSION_PAIR_H_
#define RACELAB_CHECKER_EXPLORE_SESSION_PAIR_H_

#include <memory>

#include "checker/explore/session.h"

namespace racelab::explore {

class SessionPair : public Executor {
 public:
  // Errors as Session::Start. The second session starts when the first one has shown that it pays:
  // it does not in a batch that one process is through with in `short_batch` seconds. (Waking
  // another one takes a tenth of a millisecond.)
  static absl::StatusOr<std::unique_ptr<SessionPair>> Start(SessionOptions options,
                                                            double short_batch = 2e-3);

  absl::StatusOr<std::vector<trace::Execution>> Run(
      std::span<const trace::ExecutionPlan> plans) override;
  using Executor::Run;

 private:
  SessionPair(SessionOptions options, double short_batch, std::unique_ptr<Session> first)
      : options_(std::move(options)), short_batch_(short_batch), first_(std::move(first)) {}
  bool ReadyForTwo();
  absl::StatusOr<std::vector<trace::Execution>> RunOnFirst(
      std::span<const trace::ExecutionPlan> plans);
  absl::StatusOr<std::vector<trace::Execution>> RunOnBoth(
      std::span<const trace::ExecutionPlan> plans);

  SessionOptions options_;
  double short_batch_;
  std::unique_ptr<Session> first_, second_;
  bool alone_ = false;       // for good
  uint64_t executions_ = 0;  // of the first session
  double least_ = 0;         // seconds of one of them, in its best batch
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_SESSION_PAIR_H_
