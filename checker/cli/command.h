// Command: the commands of racelab, one function each in cmd_*.cc; each returns an exit code.
//
// **Thread safety**: a command owns the terminal; one runs per process.
#ifndef RACELAB_CHECKER_CLI_COMMAND_H_
#define RACELAB_CHECKER_CLI_COMMAND_H_

#include <string>
#include <vector>

#include "checker/cli/exit_code.h"
#include "checker/cli/parse.h"

namespace racelab {

int RunList(const Options& options);
int RunCheck(const Options& options);
int RunGrade(const Options& options);
int RunGradeClass(const Options& options);
int RunReport(const Options& options);
int RunServe(const Options& options);
int RunHint(const Options& options);
int RunWatch(const Options& options);
int RunVerify(const Options& options);
int RunNew(const Options& options);
int RunCompletion(const Options& options);
int RunMan(const Options& options);
int RunCompileCommands(const Options& options);
int RunDoctor(const Options& options);
int RunDemo(const Options& options);
int RunExplore(const Options& options);
int RunPlay(const Options& options);
int RunReplay(const Options& options);

// `racelab cc ARGUMENTS` and `racelab c++ ARGUMENTS`: compiler drivers, whose arguments only the
// compiler understands. The exit code is the compiler's.
int RunCompilerDriver(bool cxx, std::vector<std::string> arguments);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_COMMAND_H_
