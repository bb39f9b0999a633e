// SessionPair: two sessions of one program share its executions, so that two cores are used.
//
// Only while a program touches nothing but its memory (decision 10): two at a time would get in
// each other's way in files, names and ports. The executions are the same as those of one session.
//
// **Thread safety**: belongs to one thread.
#ifndef RACELAB_CHECKER_EXPLORE_SESSION_PAIR_H_
#define RACELAB_CHECKER_EXPLORE_SESSION_PAIR_H_

#include <memory>

#include "checker/explore/session.h"

namespace racelab::explore {

class SessionPair : public Executor {
 public:
  // Errors as Session::Start. The second session starts when the first one has shown that it pays.
  static absl::StatusOr<std::unique_ptr<SessionPair>> Start(SessionOptions options);

  absl::StatusOr<std::vector<trace::Execution>> Run(
      std::span<const trace::ExecutionPlan> plans) override;
  using Executor::Run;

 private:
  SessionPair(SessionOptions options, std::unique_ptr<Session> first)
      : options_(std::move(options)), first_(std::move(first)) {}
  bool ReadyForTwo();
  absl::StatusOr<std::vector<trace::Execution>> RunOnBoth(
      std::span<const trace::ExecutionPlan> plans);

  SessionOptions options_;
  std::unique_ptr<Session> first_, second_;
  bool alone_ = false;  // for good
  uint64_t executions_ = 0;
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_SESSION_PAIR_H_
