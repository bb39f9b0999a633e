// Hints: the ladder of a lab's hints.md, from a look at the symptom to a sketch of the answer.
//
// **Thread safety**: plain values and pure functions.
#ifndef RACELAB_CHECKER_LAB_HINTS_H_
#define RACELAB_CHECKER_LAB_HINTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace racelab {

// One section of hints.md: "## Place: data-race" has rung "Place" and key "data-race".
struct Hint {
  std::string rung;
  std::string key;  // the finding kind it is for; empty: for any
  std::string text;
};

// "Symptom", "Concept", "Place", "Sketch": what a student may ask for, in this order.
const std::vector<std::string>& HintRungs();

// Parses and validates. Every rung stands once without a key, in order; a rung with a key comes
// after it. Errors are InvalidArgument and read "labs/01_x/hints.md:7: ...", with `path` in front.
absl::StatusOr<std::vector<Hint>> ParseHints(std::string_view markdown, std::string_view path);

// The text of a rung (0 to 3) for a student whose last check had findings of these kinds, the first
// finding first: the section for the first kind that has one, else the section without a key.
// REQUIRES: `hints` came from ParseHints.
std::string PickHint(const std::vector<Hint>& hints, int rung,
                     const std::vector<std::string>& kinds);

}  // namespace racelab

#endif  // RACELAB_CHECKER_LAB_HINTS_H_
