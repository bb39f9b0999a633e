// CommandTree: all commands with their options as plain data, for what is generated from them.
//
// **Thread safety**: plain values and a pure function.
#ifndef RACELAB_CHECKER_CLI_COMMAND_TREE_H_
#define RACELAB_CHECKER_CLI_COMMAND_TREE_H_

#include <string>
#include <vector>

namespace racelab {

struct OptionSpec {
  std::string name;   // "--lab", "LAB"; of --help also "-h,--help"
  std::string value;  // what stands for its value: LAB, DIR, PATH, FILE, N, ...; "" for a flag
  std::string text;   // what it does, in a few words
  bool positional = false;
  bool required = false;
  bool repeatable = false;
  std::vector<std::string> choices;  // where the value is one of these; or before a "=" or ","
};

struct CommandSpec {
  std::string name;
  std::string text;
  std::vector<OptionSpec> options;  // as they were added
};

// Without hidden commands.
std::vector<CommandSpec> CommandTree();

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_COMMAND_TREE_H_
