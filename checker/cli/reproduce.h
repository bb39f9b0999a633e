// Reproduce: the command line that repeats a grading.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CLI_REPRODUCE_H_
#define RACELAB_CHECKER_CLI_REPRODUCE_H_

#include <string>
#include <vector>

#include "checker/cli/parse.h"
#include "checker/lab/catalog.h"

namespace racelab {

// The word as a POSIX shell reads it, quoted where it must be.
std::string ShellWord(const std::string& word);

// "./racelab check 1 --submission 'my work' --seed 7": every option that changes the verdict.
std::string ReproduceCommand(const Options& options, const Lab& lab);

// What follows "racelab replay TOKEN" for this lab or program: "1 --submission 'my work'", "./prog
// 3".
std::string ReplayTarget(const Options& options, const Lab& lab);
std::string ReplayTarget(const std::vector<std::string>& program);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_REPRODUCE_H_
