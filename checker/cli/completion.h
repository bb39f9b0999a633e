// Completion: scripts that make a shell complete racelab's commands, options and their values.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CLI_COMPLETION_H_
#define RACELAB_CHECKER_CLI_COMPLETION_H_

#include <string>
#include <vector>

#include "checker/cli/command_tree.h"

namespace racelab {

// "bash", "zsh", "fish".
const std::vector<std::string>& Shells();

// The script, to be sourced. It finds the labs by their folders in `root` when it completes, so a
// new lab needs no new script; a new command does. REQUIRES: `shell` is of Shells().
std::string CompletionScript(const std::string& shell, const std::vector<CommandSpec>& tree,
                             const std::string& root);

// One for each shell, in a file of its own.
std::string BashCompletion(const std::vector<CommandSpec>& tree, const std::string& root);
std::string ZshCompletion(const std::vector<CommandSpec>& tree, const std::string& root);
std::string FishCompletion(const std::vector<CommandSpec>& tree, const std::string& root);

// 'text', as one word of any of these shells.
std::string ShellQuote(const std::string& text);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_COMPLETION_H_
