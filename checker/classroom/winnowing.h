// Winnowing: which parts of C++ sources are alike, however names, layout and order were changed.
//
// Sources become tokens: comments and directives vanish; every name but a keyword or one of std::,
// absl:: and boost:: is the same token, and so is every number, string and character. Each `gram`
// tokens in a row are hashed; of every `window` hashes in a row the smallest one is kept, the
// rightmost where several are. These are the fingerprints (Saul Schleimer, Daniel S. Wilkerson and
// Alex Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003). From that
// paper: two sources that share `gram + window - 1` tokens in a row share a fingerprint, and what
// is shorter than `gram` tokens is never seen as shared. We hash each gram from the start, where
// the paper updates a rolling hash: the sources are small.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CLASSROOM_WINNOWING_H_
#define RACELAB_CHECKER_CLASSROOM_WINNOWING_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "checker/classroom/sources.h"

namespace racelab {

struct WinnowingOptions {
  size_t gram = 12;   // tokens; at least 1
  size_t window = 8;  // hashes; at least 1
  // Two answers count as alike from these on (docs/reference/similarity.md has what they rest on).
  int least_common = 12;  // fingerprints that both have
  double least_share = 0.8;
  // What more authors than both of these have says nothing about two of them.
  int common_to = 8;
  double common_to_share = 0.2;  // of all authors
};

// The hash of `gram` tokens, and the lines on which they stand, from 1.
struct Fingerprint {
  uint64_t hash = 0;
  int first_line = 0, last_line = 0;

  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

// In the order of the text. A text with fewer than `gram` tokens has none; one with fewer than
// `gram + window - 1` has one.
std::vector<Fingerprint> Winnow(std::string_view source, const WinnowingOptions& options);

// Lines of one author that are like lines of another.
struct AlikeLines {
  std::string file_a, file_b;
  int first_a = 0, last_a = 0, first_b = 0, last_b = 0;

  friend bool operator==(const AlikeLines&, const AlikeLines&) = default;
};

// **Invariants**: a < b; 0 < share <= 1.
struct SimilarPair {
  size_t a = 0, b = 0;             // numbers of the authors
  int common = 0;                  // different fingerprints that both have
  double share = 0;                // of those of the one who has fewer
  std::vector<AlikeLines> places;  // by the lines of `a`
};

// All pairs of authors from the thresholds of `options` on, the most alike first. What stands in
// `given` (starter, headers, tests) counts for nobody.
std::vector<SimilarPair> FindSimilar(const std::vector<Sources>& authors, const Sources& given,
                                     const WinnowingOptions& options);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_WINNOWING_H_
