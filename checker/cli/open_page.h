// OpenPage: shows a file in the user's browser.
//
// **Thread safety**: forks; for the main thread.
#ifndef RACELAB_CHECKER_CLI_OPEN_PAGE_H_
#define RACELAB_CHECKER_CLI_OPEN_PAGE_H_

#include <filesystem>

namespace racelab {

// Starts $BROWSER, or on a desktop xdg-open, and does not wait for it. False when there is neither,
// as on a machine that one reaches over the network.
bool OpenPage(const std::filesystem::path& file);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_OPEN_PAGE_H_
