// Splitting of Markdown at its headings.
#include "checker/lab/markdown.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"

namespace racelab {

std::vector<Section> SplitMarkdown(std::string_view markdown) {
  std::vector<Section> sections;
  int number = 0;
  bool in_code = false;  // between ``` and ```: a '#' there is no heading
  const std::vector<std::string> lines = absl::StrSplit(std::string(markdown), '\n');
  for (const std::string& line : lines) {
    ++number;
    if (line.rfind("```", 0) == 0) in_code = !in_code;
    const size_t level = line.find_first_not_of('#');
    const bool heading = level != std::string::npos && level > 0 && line[level] == ' ';
    if (heading && !in_code) {
      const std::string words(absl::StripAsciiWhitespace(line.substr(level)));
      sections.push_back({static_cast<int>(level), words, number, ""});
    } else if (!sections.empty()) {
      sections.back().text += line + "\n";
    }
  }
  for (Section& section : sections) absl::StripAsciiWhitespace(&section.text);
  return sections;
}

}  // namespace racelab
