// What `play` prints.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CLI_PLAY_TEXT_H_
#define RACELAB_CHECKER_CLI_PLAY_TEXT_H_

#include <string>

#include "checker/check/play_board.h"
#include "checker/explore/game.h"
#include "checker/report/report_format.h"

namespace racelab {

// The keys, one a line.
extern const char kPlayKeys[];

// What was done, a column for each task, and what each is about to do.
std::string FormatBoard(const Board& board, const TerminalStyle& style);

// "Hint: 2 (thread 2)."
std::string FormatHint(const explore::GameHint& hint, const Board& board);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_PLAY_TEXT_H_
