// HintLadder: the next rung of a lab's hints, and which ones a student has seen.
//
// **Thread safety**: reads and writes the files of State; for the main thread.
#ifndef RACELAB_CHECKER_CLI_HINT_LADDER_H_
#define RACELAB_CHECKER_CLI_HINT_LADDER_H_

#include <filesystem>
#include <string>

#include "absl/status/statusor.h"
#include "checker/lab/catalog.h"

namespace racelab {

struct ShownHint {
  std::string text;     // "Hint 1 of 4, Symptom", an empty line, the hint; ended by a newline
  bool last = false;    // there is none behind it
  bool passed = false;  // the last check passed: no hint is needed
};

// One rung more than last time, from the first one again with `reset`; the last one stays. It
// follows the failure that the last report explains first. That it was shown is remembered.
absl::StatusOr<ShownHint> NextHint(const std::filesystem::path& root, const Lab& lab, bool reset);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_HINT_LADDER_H_
