// Page: a terminal report being written, line by line.
//
// **Thread safety**: belongs to one thread. **Invariants**: every byte of foreign text went
// through Show or OneLine; the only escape sequences are those of Paint.
#ifndef RACELAB_CHECKER_REPORT_PAGE_H_
#define RACELAB_CHECKER_REPORT_PAGE_H_

#include <string>
#include <string_view>

#include "checker/report/report_format.h"

namespace racelab {

// SGR parameters (ECMA-48).
inline constexpr char kBold[] = "1";
inline constexpr char kDim[] = "2";
inline constexpr char kRed[] = "31";
inline constexpr char kGreen[] = "32";
inline constexpr char kYellow[] = "33";

class Page {
 public:
  // REQUIRES: `style` outlives the page.
  explicit Page(const TerminalStyle& style);

  // Safe to print; OneLine also turns newlines into spaces.
  std::string Show(std::string_view bytes) const;
  std::string OneLine(std::string_view bytes) const;

  // Coloured where the style says so.
  std::string Paint(const std::string& text, const char* color) const;

  void Line(std::string_view text = "");
  // Wrapped foreign text, each line indented and painted ("" for no colour).
  void Paragraph(std::string_view bytes, size_t indent, const char* color = "");

  size_t width() const { return width_; }
  const TerminalStyle& style() const { return style_; }
  const std::string& text() const { return text_; }

 private:
  const TerminalStyle& style_;
  const size_t width_;
  std::string text_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_PAGE_H_
