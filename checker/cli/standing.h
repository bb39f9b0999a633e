// Standing: how far the student is with a lab, and along the whole path.
//
// **Thread safety**: plain values; PathOf reads the files of State.
#ifndef RACELAB_CHECKER_CLI_STANDING_H_
#define RACELAB_CHECKER_CLI_STANDING_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "checker/cli/state.h"
#include "checker/lab/catalog.h"

namespace racelab {

struct Standing {
  const char* word = "open";  // "passed", "failing", ...
  const char* color = "";     // SGR parameter; "" for none
  std::string points;         // "4/10"; "" before the first check
  bool passed = false;        // in a whole check, not a quick one
};

Standing StandingOf(const std::optional<Report>& report);

// A lab of the path, and how the student stands with it.
struct PathLab {
  Lab lab;
  Standing standing;
};

// In the order of the labs.
std::vector<PathLab> PathOf(const std::vector<Lab>& labs, const State& state);

size_t CountPassed(const std::vector<PathLab>& path);

// The first lab behind `id` that is not passed, then the first before it; nullptr when all are
// passed but that one. With an empty id the first of all.
const Lab* NextOpen(const std::vector<PathLab>& path, const std::string& id);

// "05", of a variant "05@7".
std::string NumberOf(const Lab& lab);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_STANDING_H_
