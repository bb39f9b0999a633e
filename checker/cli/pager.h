// Pager: shows screens one at a time; single keys go forward and back.
//
// **Thread safety**: for the main thread.
#ifndef RACELAB_CHECKER_CLI_PAGER_H_
#define RACELAB_CHECKER_CLI_PAGER_H_

#include <vector>

#include "checker/report/demo.h"

namespace racelab {

// Until the reader goes beyond the last screen, quits or closes the terminal, or ctrl-C. A screen
// that is higher than the terminal loses its first lines.
// REQUIRES: stdin and stdout are terminals; there is a screen.
void ShowScreens(const std::vector<Screen>& screens);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_PAGER_H_
