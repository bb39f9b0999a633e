// WatchScreen: what `watch` shows, as text for a terminal.
//
// **Thread safety**: plain values and pure functions.
#ifndef RACELAB_CHECKER_CLI_WATCH_SCREEN_H_
#define RACELAB_CHECKER_CLI_WATCH_SCREEN_H_

#include <cstddef>
#include <string>

#include "checker/lab/catalog.h"
#include "checker/report/report_format.h"

namespace racelab {

// What stands under everything: one line of news, the progress along the path, the keys.
struct WatchFoot {
  std::string note;  // may be empty
  size_t passed = 0, labs = 0;
  std::string keys;
};

// Its first line is empty.
std::string FootText(const WatchFoot& foot, const TerminalStyle& style);

// "Progress: [#####>--------] 5 of 30 labs", at most as wide as the terminal.
std::string ProgressBar(size_t passed, size_t labs, const TerminalStyle& style);

// What a lab is about and what to do with it, until its first report is there. `first_run`: the
// student has never checked anything.
std::string LabStart(const Lab& lab, bool first_run, const TerminalStyle& style);

// All keys in a line: of a lab, and of the list of labs.
inline constexpr char kLabKeys[] =
    "keys: h hint, l labs, n next, c check, a all, o page, r reset, q quit, ? help";
inline constexpr char kListKeys[] =
    "keys: j, k or arrows move, / search, Enter open, r reset, q back";

// All keys, explained.
std::string KeysHelp();

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_WATCH_SCREEN_H_
