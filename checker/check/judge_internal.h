// Parts of the judge: one file per sort of evidence. For judge.cc and its tests only.
#ifndef RACELAB_CHECKER_CHECK_JUDGE_INTERNAL_H_
#define RACELAB_CHECKER_CHECK_JUDGE_INTERNAL_H_

#include <optional>
#include <string>
#include <vector>

#include "checker/check/frames.h"
#include "checker/check/test_record.h"
#include "checker/result/finding.h"
#include "checker/sandbox/run.h"

namespace racelab {

// A ThreadSanitizer report in the student's terms; nullopt when no stack has a frame of the lab.
std::optional<Finding> JudgeReport(const SanitizerReport& report, const Frames& frames);

// All reports that have a frame of the lab, in the order of their places: which report comes first
// differs from run to run.
std::vector<Finding> JudgeReports(const std::vector<SanitizerReport>& reports,
                                  const Frames& frames);

// A run that was found stuck: who waits where, and for what. Kind "deadlock" when every waiting
// thread wants a lock, else "hang".
Finding JudgeStuck(const RunOutcome& outcome, const std::string& test, const Frames& frames);

// "main thread", "thread 3", "process 1, thread 2".
std::string TaskName(int process, int task);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_JUDGE_INTERNAL_H_
