// The built viewer, checker/report/html/player/dist/, as text in the program.
//
// **Thread safety**: constants.
#ifndef RACELAB_CHECKER_REPORT_PLAYER_BUNDLE_H_
#define RACELAB_CHECKER_REPORT_PLAYER_BUNDLE_H_

#include <string_view>

namespace racelab {

// Made by racelab_embed() in CMake. Neither has "</" in front of "script" or "style".
extern const std::string_view kPlayerScript;
extern const std::string_view kPlayerStyle;

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_PLAYER_BUNDLE_H_
