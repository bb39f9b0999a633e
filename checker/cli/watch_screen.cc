// The texts of `watch`.
#include "checker/cli/watch_screen.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "checker/cli/next_step.h"
#include "checker/cli/standing.h"
#include "checker/report/layout.h"
#include "checker/report/page.h"

namespace racelab {
namespace {

constexpr size_t kMaxBar = 60;

}  // namespace

std::string ProgressBar(size_t passed, size_t labs, const TerminalStyle& style) {
  const Page page(style);
  const std::string count = absl::StrCat(passed, " of ", labs, labs == 1 ? " lab" : " labs");
  const size_t around = std::string("Progress: [] ").size() + count.size() + 1;
  if (labs == 0 || page.width() < around + 5) return "Progress: " + count;
  const size_t room = std::min(page.width() - around, kMaxBar);
  const size_t done = room * passed / labs;
  const std::string tip = done < room ? ">" : "";
  return absl::StrCat("Progress: [", page.Paint(std::string(done, '#') + tip, kGreen),
                      std::string(room - done - tip.size(), '-'), "] ", count);
}

std::string FootText(const WatchFoot& foot, const TerminalStyle& style) {
  Page page(style);
  page.Line();
  if (!foot.note.empty()) page.Line(page.Paint(page.OneLine(foot.note), kBold));
  page.Line(ProgressBar(foot.passed, foot.labs, style));
  page.Paragraph(foot.keys, 0);
  return page.text();
}

std::string LabStart(const Lab& lab, bool first_run, const TerminalStyle& style) {
  Page page(style);
  if (first_run) {
    page.Paragraph(
        "Welcome to racelab. Each lab is a small program that goes wrong when threads or processes "
        "meet. You repair it, in your own editor, beside this screen.",
        0);
    page.Line();
  }
  page.Line(page.Paint(absl::StrCat("Lab ", NumberOf(lab), ", ", page.OneLine(lab.manifest.title)),
                       kBold));
  page.Paragraph(lab.manifest.summary, 0);
  page.Line();
  page.Line(absl::StrCat("  Read  labs/", lab.id, "/README.md"));
  page.Line(absl::StrCat("  Edit  ", FilesToEdit(lab)));
  page.Line("  Save  and this screen says what is still wrong");
  if (first_run) {
    page.Line();
    page.Paragraph(
        "The first check runs now. It will fail, for the bug is still there: read what it says. "
        "When you are stuck, press h.",
        0);
  }
  return page.text();
}

std::string KeysHelp() {
  return R"(Keys, without Enter:

  h      a hint; there are four, and each says more
  l      all labs: move, search with /, open with Enter
  n      the next lab that has not passed
  c      check again now
  a      all findings of the last check, with their evidence
  o      the report as a page for the browser
  r      put the starter back; your file is kept as FILE.before-reset
  b, Esc back to the report
  q      quit; what you have passed is kept
)";
}

}  // namespace racelab
