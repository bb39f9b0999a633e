// ManPage: the manual page racelab(1), made from the tree of commands.
//
// **Thread safety**: a pure function.
#ifndef RACELAB_CHECKER_CLI_MAN_PAGE_H_
#define RACELAB_CHECKER_CLI_MAN_PAGE_H_

#include <string>
#include <vector>

#include "checker/cli/command_tree.h"

namespace racelab {

// In the language of man(7).
std::string ManPage(const std::vector<CommandSpec>& tree, const std::string& version);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_MAN_PAGE_H_
