// ClassTask: the command line by which a task of Slurm grades its part of a class.
//
// **Thread safety**: a pure function, but for the current folder.
#ifndef RACELAB_CHECKER_CLI_CLASS_TASK_H_
#define RACELAB_CHECKER_CLI_CLASS_TASK_H_

#include "checker/classroom/grade_on_slurm.h"
#include "checker/cli/parse.h"

namespace racelab {

// The running program with the options of this call that change results, and full paths, because a
// task begins in another folder. What the nodes do not share, no task finds.
SlurmRequest SlurmRequestOf(const Options& options);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_CLASS_TASK_H_
