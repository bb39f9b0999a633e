// NextStep: what a student can do after a check, so that nobody needs a manual for the first lab.
//
// **Thread safety**: a pure function.
#ifndef RACELAB_CHECKER_CLI_NEXT_STEP_H_
#define RACELAB_CHECKER_CLI_NEXT_STEP_H_

#include <string>
#include <vector>

#include "checker/cli/standing.h"
#include "checker/result/report.h"

namespace racelab {

// Lines, each ended by a newline: the files to edit and the commands that lead on. Commands stand
// alone in their column, so that they can be copied. REQUIRES: `report` is of `lab`.
std::string NextStep(const Lab& lab, const Report& report, const std::vector<PathLab>& path);

// "labs/01_lost_update/hit_counter.cc", of several files with commas between them.
std::string FilesToEdit(const Lab& lab);

// "1", "5@7": how commands name the lab in the shortest way.
std::string ShortName(const Lab& lab);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_NEXT_STEP_H_
