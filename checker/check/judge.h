// Judge: turns what a run of the lab's tests left behind into findings in the student's terms.
//
// **Thread safety**: pure apart from starting addr2line.
#ifndef RACELAB_CHECKER_CHECK_JUDGE_H_
#define RACELAB_CHECKER_CHECK_JUDGE_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/result/finding.h"
#include "checker/sandbox/run.h"

namespace racelab {

// What the judge must know about the program that ran.
struct ProgramFacts {
  std::filesystem::path executable;  // with debug information
  std::vector<std::string> edit;     // the student's files, relative to the stage; empty: all
  double wall_seconds = 10;          // the limit that the run had
  // Where relative file names start, to read lines of source. Empty: the folder of main's file.
  std::filesystem::path sources = {};
};

// Everything that is wrong with the run, most telling first; empty for a clean run. What the run
// left behind (threads, descriptors, names) is not judged here: see JudgeLeftovers. Unavailable
// when the run says nothing about the student: no test ran, or a report without a frame of the lab.
absl::StatusOr<std::vector<Finding>> JudgeRun(const RunOutcome& outcome, const ProgramFacts& facts);

// One finding of kind "leak" for each sort of thing that was left behind.
std::vector<Finding> JudgeLeftovers(const RunOutcome& outcome);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_JUDGE_H_
