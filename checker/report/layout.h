// Layout: wraps, pads and colours clean text for a terminal.
//
// **Thread safety**: pure functions. Widths count code points.
#ifndef RACELAB_CHECKER_REPORT_LAYOUT_H_
#define RACELAB_CHECKER_REPORT_LAYOUT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace racelab {

// CleanText with tabs as four spaces. Without `unicode` every character outside ASCII becomes its
// nearest ASCII one or "?".
std::string ShowText(std::string_view bytes, bool unicode);

size_t DisplayWidth(std::string_view text);

// Breaks at spaces, and inside words that are longer than a line. A newline in the text ends a
// line. Never empty. REQUIRES: width > 0.
std::vector<std::string> Wrap(std::string_view text, size_t width);

// The first `width` code points.
std::string Cut(std::string_view text, size_t width);

// Spaces after (or before) the text up to `width`.
std::string PadRight(std::string_view text, size_t width);
std::string PadLeft(std::string_view text, size_t width);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_LAYOUT_H_
