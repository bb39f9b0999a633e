// CommandOptions: options that several commands have, and the groups of commands.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CLI_COMMAND_OPTIONS_H_
#define RACELAB_CHECKER_CLI_COMMAND_OPTIONS_H_

#include "checker/cli/command_line.h"

namespace racelab {

void AddLab(CLI::App* command, Options& options);
void AddCompiler(CLI::App* command, Options& options);
void AddIsolation(CLI::App* command, RawValues& raw);
void AddSubmission(CLI::App* command, Options& options);
void AddReports(CLI::App* command, RawValues& raw, bool of_exploration);

void AddExplorer(CLI::App& app, Options& options, RawValues& raw);
void AddGrading(CLI::App& app, Options& options, RawValues& raw);

// Gives the values of a command's options the names that the help, the manual page and shells show.
void NameValues(CLI::App& command);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_COMMAND_OPTIONS_H_
