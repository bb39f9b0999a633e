// CommandLine: the tree of commands and options, in CLI11's own terms. Only parse.cc,
// command_tree.cc and command_options.h include this: CLI11 takes seconds to compile.
//
// **Thread safety**: a pure function.
#ifndef RACELAB_CHECKER_CLI_COMMAND_LINE_H_
#define RACELAB_CHECKER_CLI_COMMAND_LINE_H_

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "checker/cli/parse.h"

namespace racelab {

// Values that need more than CLI11 checks.
struct RawValues {
  std::vector<std::string> reports = {};
  std::string seed = "1";
  std::string due, since, shard;
  std::optional<std::string> isolation = {};
  std::vector<std::string> slurm_options = {};
};

// Adds every command. Values go to `options` and `raw`, which must live as long as `app`. Names of
// types (LAB, DIR, PATH ...) are those of command_tree.h.
void AddCommands(CLI::App& app, Options& options, RawValues& raw);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_COMMAND_LINE_H_
