// VerifyJob: one grading of a known answer; verify.cc lets several threads do many of them.
//
// **Thread safety**: jobs may be graded at the same time.
#ifndef RACELAB_CHECKER_CHECK_VERIFY_JOB_H_
#define RACELAB_CHECKER_CHECK_VERIFY_JOB_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/check/verify.h"

namespace racelab {

struct VerifyJob {
  const Lab* lab;
  Answer answer;
  const Compiler* compiler;
  int repetition;
  bool control;  // the negative control: the solution with its locks switched off

  std::string Name() const;
};

// By labs, answers, compilers, repetitions.
absl::StatusOr<std::vector<VerifyJob>> PlanVerify(const VerifyRequest& request);

absl::StatusOr<VerifyRow> GradeJob(const VerifyRequest& request, const VerifyJob& job);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_VERIFY_JOB_H_
