// Text: makes bytes of unknown origin safe to show, and hashes bytes.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_BASE_TEXT_H_
#define RACELAB_CHECKER_BASE_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace racelab {

// Valid UTF-8 without control characters other than newline and tab: bad bytes become U+FFFD,
// escape sequences lose their ESC (shown as U+241B), CR LF becomes LF. For terminals and JSON
// alike.
std::string CleanText(std::string_view bytes);

// At most `limit` bytes of valid UTF-8: the first and the last half, with a line
// "... 1234 bytes left out ..." between them.
std::string Shorten(std::string_view text, size_t limit);

// Whether one of `words`, which are in lower case, stands anywhere in `text`, in whatever case.
bool MentionsAny(std::string_view text, std::initializer_list<const char*> words);

// The name in C++ of a symbol of an object; what is no such symbol stays as it is.
std::string Demangle(const std::string& symbol);

// Letters, digits and the bytes of `plain` as they are, all others as %41 (RFC 3986, 2.1).
std::string PercentEncode(std::string_view bytes, std::string_view plain);

// "1,700".
std::string WithThousands(uint64_t number);

// 64 hexadecimal digits of SHA-256 (FIPS 180-4, through libcrypto).
std::string Sha256(std::string_view bytes);

// Closest of `candidates` by edit distance (Levenshtein 1966) if it is close enough to be a typing
// mistake, else "".
template <typename Strings>
std::string ClosestWord(std::string_view word, const Strings& candidates);

size_t EditDistance(std::string_view a, std::string_view b);

template <typename Strings>
std::string ClosestWord(std::string_view word, const Strings& candidates) {
  std::string best;
  size_t best_distance = word.size() / 3 + 2;
  for (const auto& candidate : candidates) {
    const size_t distance = EditDistance(word, candidate);
    if (distance < best_distance) best_distance = distance, best = candidate;
  }
  return best;
}

}  // namespace racelab

#endif  // RACELAB_CHECKER_BASE_TEXT_H_
