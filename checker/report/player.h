// The player: one HTML page that steps through executions, in a browser, without anything else.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_REPORT_PLAYER_H_
#define RACELAB_CHECKER_REPORT_PLAYER_H_

#include <optional>
#include <string>
#include <vector>

#include "checker/report/bars.h"
#include "checker/report/cases.h"
#include "checker/result/finding.h"

namespace racelab {

// Another program under the schedule of a finding, to be watched beside it.
struct Comparison {
  std::string name;     // "reference solution"
  std::string outcome;  // one sentence: "This schedule comes to its end, and nothing fails."
  Walk walk;
  bool fails = false;  // it fails under this schedule as well
};

struct PlayedFinding {
  Finding finding;  // without a walk its `steps` are shown, and no source beside them
  std::optional<Comparison> comparison;
};

// The page shows one finding at a time; of several, the reader picks one.
struct PlayerPage {
  std::string program;  // "01_lost_update", "./prog"
  std::vector<PlayedFinding> findings;
  std::optional<Chart> outcomes;  // how runs ended that nobody scheduled: shown before the player
};

// The whole page. What the program says in it is only text, never markup or script.
std::string PlayerHtml(const PlayerPage& page);

// The page's data: one JSON object, docs/reference/player-json.md. Safe inside <script>.
std::string PlayerJson(const PlayerPage& page);

// The findings of reports that can be played: those with steps.
PlayerPage PlayerPageOf(Labs labs);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_PLAYER_H_
