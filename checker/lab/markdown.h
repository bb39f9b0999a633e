// Markdown: splits a lab's README.md or hints.md at its headings.
//
// **Thread safety**: a pure function.
#ifndef RACELAB_CHECKER_LAB_MARKDOWN_H_
#define RACELAB_CHECKER_LAB_MARKDOWN_H_

#include <string>
#include <string_view>
#include <vector>

namespace racelab {

struct Section {
  int level = 0;        // number of '#'
  std::string heading;  // without '#' and surrounding space
  int line = 0;         // of the heading, 1-based
  std::string text;     // up to the next heading of any level, without surrounding space
};

// Headings of the form "## Words", outside of fenced code. Text before the first one is dropped.
std::vector<Section> SplitMarkdown(std::string_view markdown);

}  // namespace racelab

#endif  // RACELAB_CHECKER_LAB_MARKDOWN_H_
