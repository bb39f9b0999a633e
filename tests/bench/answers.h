// AnswerBank: the known answers of every lab that is explored, ready to be graded.
//
// **Thread safety**: const methods may be called by several threads.
#ifndef RACELAB_TESTS_BENCH_ANSWERS_H_
#define RACELAB_TESTS_BENCH_ANSWERS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "checker/check/check.h"
#include "checker/check/run_checks.h"
#include "checker/check/stage.h"
#include "checker/check/verify_job.h"

namespace racelab::bench {

class AnswerBank {
 public:
  // Ends the benchmark when the labs cannot be read.
  explicit AnswerBank(std::vector<Compiler> compilers);

  // One for each answer and compiler; without the negative controls.
  std::vector<VerifyJob> Jobs() const;

  absl::StatusOr<Stage> StageOf(const VerifyJob& job) const;
  CheckContext ContextOf(const VerifyJob& job, const Stage& stage) const;

  // The checks build and explore, with seed 1 and a quarter of the executions.
  absl::StatusOr<Report> Explore(const VerifyJob& job) const;

 private:
  VerifyRequest request_;
  Sandbox sandbox_;
};

}  // namespace racelab::bench

#endif  // RACELAB_TESTS_BENCH_ANSWERS_H_
