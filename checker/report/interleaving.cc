// Lays steps out: a cell is the line of source, and below it what the task did there.
#include "checker/report/interleaving.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/report/layout.h"

namespace racelab {
namespace {

constexpr size_t kIndent = 2;
constexpr size_t kGutter = 2;  // for the mark of a failing step
constexpr size_t kMinColumn = 26;
constexpr size_t kMaxColumn = 50;
constexpr size_t kMaxColumns = 3;
constexpr size_t kMaxSourceLines = 3;
constexpr size_t kMaxHeaderLines = 2;

// A line of a cell; `color` for its text.
struct CellLine {
  std::string text;
  const char* color;
};

class Writer {
 public:
  Writer(Page& page, const std::vector<Step>& steps, size_t count)
      : page_(page), shown_(steps.begin(), steps.begin() + std::min(count, steps.size())) {
    for (const Step& step : steps) {
      tasks_.emplace(step.task, page.OneLine(step.name));
      if (!step.file.empty()) files_.insert(step.file);
      line_width_ = std::max(line_width_, absl::StrCat(step.line).size());
    }
  }

  void Write() {
    const std::string where = files_.size() == 1 ? " in " + *files_.begin() : "";
    page_.Paragraph(absl::StrCat("Step by step", where, ":"), kIndent);
    const size_t column = std::min((page_.width() - kIndent) / tasks_.size(), kMaxColumn);
    if (tasks_.size() <= kMaxColumns && column >= kMinColumn) {
      WriteColumns(column);
    } else {
      WriteList();
    }
  }

 private:
  void WriteColumns(size_t width) {
    std::map<int, size_t> left;  // where each task's column starts
    for (const auto& [task, name] : tasks_) left[task] = kIndent + width * left.size();
    page_.Line();
    for (size_t i = 0; i < kMaxHeaderLines; ++i) WriteHeader(width, i);
    for (const Step& step : shown_) {
      WriteLeftOut(step);
      WriteCell(step, left[step.task], width - kGutter - 1);
    }
  }

  // One line of the names above the columns, unless all are empty.
  void WriteHeader(size_t width, size_t number) {
    std::string header;
    for (const auto& [task, name] : tasks_) {
      const std::vector<std::string> lines = Wrap(name, width - kGutter - 1);
      const std::string line = number < lines.size() ? lines[number] : "";
      header += PadRight(std::string(kGutter, ' ') + line, width);
    }
    header = Trimmed(header);
    if (number > 0 && header.empty()) return;
    page_.Line(std::string(kIndent, ' ') + page_.Paint(header, kBold));
  }

  void WriteList() {
    size_t name_width = 0;
    for (const auto& [task, name] : tasks_) name_width = std::max(name_width, DisplayWidth(name));
    name_width = std::min(name_width, page_.width() / 3);
    page_.Line();
    const size_t left = kIndent + name_width + 2;
    for (const Step& step : shown_) {
      WriteLeftOut(step);
      const std::string name = PadRight(Cut(tasks_[step.task], name_width), name_width);
      WriteCell(step, left, page_.width() - left - kGutter, name);
    }
  }

  void WriteLeftOut(const Step& step) {
    if (step.left_out <= 0) return;
    page_.Line(page_.Paint(absl::StrCat("    ... ", step.left_out,
                                        step.left_out == 1 ? " step" : " steps", " left out ..."),
                           kDim));
  }

  // At column `left`, `width` wide behind its gutter; `name` at the page's indent before it.
  void WriteCell(const Step& step, size_t left, size_t width, const std::string& name = "") {
    bool first = true;
    for (const CellLine& line : Lines(step, width)) {
      std::string before = std::string(kIndent, ' ');
      if (first) before += page_.Paint(name, kBold);
      before += std::string(left - kIndent - (first ? DisplayWidth(name) : 0), ' ');
      const char* mark = page_.style().unicode ? "▶ " : "> ";
      before += first && step.failing ? page_.Paint(mark, kRed) : std::string(kGutter, ' ');
      page_.Line(before + page_.Paint(line.text, line.color));
      first = false;
    }
  }

  // "12  hits_++;" and "      reads hits_: 7, writes 8". With several files the place is a line of
  // its own.
  std::vector<CellLine> Lines(const Step& step, size_t width) const {
    std::vector<CellLine> lines;
    const bool one_file = files_.size() <= 1;
    std::string number = one_file ? std::string(line_width_ + 2, ' ') : "";
    if (step.line > 0 && one_file) {
      number = PadLeft(absl::StrCat(step.line), line_width_) + "  ";
    } else if (step.line > 0) {
      lines.push_back({Place(step, width), kDim});
    }
    const size_t indent = number.size() + 2;
    for (const std::string& line : SourceLines(step, width - number.size())) {
      if (line.empty() && step.line <= 0) continue;
      lines.push_back({number + line, step.failing ? kRed : ""});
      number.assign(number.size(), ' ');
    }
    for (const std::string& line : Wrap(page_.OneLine(step.action), width - indent - 1)) {
      lines.push_back({std::string(indent, ' ') + line, step.failing ? kBold : ""});
    }
    return lines;
  }

  // "names.cc:12". Too long a name loses its beginning: the number of the line is what counts.
  std::string Place(const Step& step, size_t width) const {
    std::string file = page_.OneLine(step.file);
    const std::string number = absl::StrCat(":", step.line);
    if (DisplayWidth(file) + number.size() <= width) return file + number;
    while (!file.empty() && DisplayWidth(file) + 3 + number.size() > width) {
      do file.erase(0, 1);
      while (!file.empty() && (file[0] & 0xc0) == 0x80);  // the rest of a character
    }
    return absl::StrCat("...", file, number);
  }

  // The first lines of a step's source; "..." says that there is more.
  std::vector<std::string> SourceLines(const Step& step, size_t width) const {
    std::vector<std::string> lines = Wrap(page_.OneLine(step.source), width);
    if (lines.size() <= kMaxSourceLines) return lines;
    lines.resize(kMaxSourceLines);
    lines.back() = absl::StrCat(Cut(lines.back(), width - 4), " ...");
    return lines;
  }

  static std::string Trimmed(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  }

  Page& page_;
  const std::span<const Step> shown_;
  std::map<int, std::string> tasks_;  // names by number
  std::set<std::string> files_;
  size_t line_width_ = 1;
};

}  // namespace

void WriteInterleaving(Page& page, const Finding& finding, size_t count) {
  if (finding.steps.empty()) return;
  page.Line();
  Writer(page, finding.steps, count).Write();
}

std::string RaritySentence(const Rarity& rarity) {
  if (rarity.explored == 0) return "";
  if (rarity.failing == rarity.explored) {
    if (rarity.explored == 1) return "It failed in the only schedule that was tried.";
    return absl::StrCat("It failed in all ", WithThousands(rarity.explored), " schedules.");
  }
  return absl::StrCat("It failed in ", WithThousands(rarity.failing), " of ",
                      WithThousands(rarity.explored), " schedules.");
}

}  // namespace racelab
