// Page: lines, paint and paragraphs.
#include "checker/report/page.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "checker/report/layout.h"

namespace racelab {
namespace {

constexpr int kMinWidth = 40;

}  // namespace

Page::Page(const TerminalStyle& style)
    : style_(style), width_(static_cast<size_t>(std::max(style.width, kMinWidth))) {}

std::string Page::Show(std::string_view bytes) const { return ShowText(bytes, style_.unicode); }

std::string Page::OneLine(std::string_view bytes) const {
  std::string text = Show(bytes);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string Page::Paint(const std::string& text, const char* color) const {
  if (!style_.color || text.empty() || *color == '\0') return text;
  return absl::StrCat("\033[", color, "m", text, "\033[0m");
}

void Page::Line(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  text_.append(text).append("\n");
}

void Page::Paragraph(std::string_view bytes, size_t indent, const char* color) {
  for (const std::string& line : Wrap(Show(bytes), width_ - indent)) {
    Line(std::string(indent, ' ') + Paint(line, color));
  }
}

}  // namespace racelab
