// Moving, searching and drawing of the list of labs.
#include "checker/cli/lab_list.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "checker/cli/raw_terminal.h"
#include "checker/report/layout.h"
#include "checker/report/page.h"

namespace racelab {
namespace {

constexpr long kPageRows = 10;   // rows that Page up and down move
constexpr size_t kHeadRows = 2;  // lines above the labs

// Whether each of the words stands in what the list shows of a lab, or begins its state.
bool Matches(const PathLab& at, const std::string& words) {
  const std::string text = absl::AsciiStrToLower(
      absl::StrCat(at.lab.id, " ", at.lab.manifest.title, " ", at.lab.manifest.bug));
  for (const absl::string_view word : absl::StrSplit(words, ' ', absl::SkipEmpty())) {
    const std::string lower = absl::AsciiStrToLower(word);
    if (!absl::StrContains(text, lower) && !absl::StartsWith(at.standing.word, lower)) return false;
  }
  return true;
}

std::string ListRow(const Page& page, const PathLab& at, bool selected, size_t title_width) {
  const std::string title = Cut(page.OneLine(at.lab.manifest.title), title_width);
  return absl::StrCat(selected ? "> " : "  ", PadRight(NumberOf(at.lab), 2), "  ",
                      page.Paint(PadRight(title, title_width), selected ? kBold : ""), "  ",
                      page.Paint(PadRight(at.standing.word, 10), at.standing.color), "  ",
                      PadLeft(at.standing.points, 7));
}

}  // namespace

LabList::LabList(std::vector<PathLab> path, const std::string& id) : path_(std::move(path)) {
  Search("");
  const auto here = std::ranges::find(path_, id, [](const PathLab& at) { return at.lab.id; });
  if (here != path_.end()) cursor_ = static_cast<size_t>(here - path_.begin());
}

void LabList::Update(std::vector<PathLab> path) {
  path_ = std::move(path);
  Search(search_);
}

LabList::Wish LabList::Press(char key) {
  if (typing_) {
    PressInSearch(key);
    return Wish::kNothing;
  }
  switch (key) {
    case 'j':
    case kKeyDown: Move(1); break;
    case 'k':
    case kKeyUp: Move(-1); break;
    case kKeyPageDown: Move(kPageRows); break;
    case kKeyPageUp: Move(-kPageRows); break;
    case 'g':
    case kKeyHome: Move(-static_cast<long>(path_.size())); break;
    case 'G':
    case kKeyEnd: Move(static_cast<long>(path_.size())); break;
    case '/':
      Search("");
      typing_ = true;
      break;
    case '\n': return selected() == nullptr ? Wish::kNothing : Wish::kOpen;
    case 'r': return selected() == nullptr ? Wish::kNothing : Wish::kReset;
    case kKeyEscape:
      if (search_.empty()) return Wish::kClose;
      Search("");
      break;
    case 'l':
    case 'q': return Wish::kClose;
    default: break;
  }
  return Wish::kNothing;
}

void LabList::PressInSearch(char key) {
  if (key == '\n') {
    typing_ = false;
  } else if (key == kKeyEscape) {
    typing_ = false;
    Search("");
  } else if (key == kKeyErase || key == '\b') {
    Search(search_.substr(0, search_.empty() ? 0 : search_.size() - 1));
  } else if (absl::ascii_isprint(static_cast<unsigned char>(key))) {
    Search(search_ + key);
  } else if (key == kKeyDown || key == kKeyUp) {
    Move(key == kKeyDown ? 1 : -1);
  }
}

void LabList::Search(std::string words) {
  const std::string id = selected() == nullptr ? "" : selected()->id;
  search_ = std::move(words);
  shown_.clear();
  cursor_ = 0;
  for (size_t i = 0; i < path_.size(); ++i) {
    if (!Matches(path_[i], search_)) continue;
    if (path_[i].lab.id == id) cursor_ = shown_.size();
    shown_.push_back(i);
  }
}

void LabList::Move(long by) {
  if (shown_.empty()) return;
  const long last = static_cast<long>(shown_.size()) - 1;
  cursor_ = static_cast<size_t>(std::clamp(static_cast<long>(cursor_) + by, 0L, last));
}

const Lab* LabList::selected() const {
  return cursor_ < shown_.size() ? &path_[shown_[cursor_]].lab : nullptr;
}

std::string LabList::Text(size_t rows, const TerminalStyle& style) const {
  Page page(style);
  const std::string search =
      typing_ || !search_.empty() ? absl::StrCat("  search: ", search_, typing_ ? "_" : "") : "";
  page.Line(absl::StrCat("Labs, ", shown_.size(), " of ", path_.size(), search));
  page.Line();
  size_t title_width = 0;
  for (const PathLab& at : path_) title_width = std::max(title_width, at.lab.manifest.title.size());
  title_width = std::min(title_width, page.width() > 40 ? page.width() - 30 : 10);
  const size_t room = rows > kHeadRows + 1 ? rows - kHeadRows : 1;
  // The cursor in the middle, as far as there are rows on both sides.
  const size_t most = shown_.size() > room ? shown_.size() - room : 0;
  const size_t first = std::min(cursor_ > room / 2 ? cursor_ - room / 2 : 0, most);
  for (size_t i = first; i < shown_.size() && i < first + room; ++i) {
    page.Line(ListRow(page, path_[shown_[i]], i == cursor_, title_width));
  }
  if (shown_.empty()) page.Line("  no lab has that in its number, title, bug or state");
  return page.text();
}

}  // namespace racelab
