// The terminal report: what a student reads first.
#include <algorithm>
#include <cctype>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "checker/base/text.h"
#include "checker/report/cases.h"
#include "checker/report/explain.h"
#include "checker/report/interleaving.h"
#include "checker/report/layout.h"
#include "checker/report/page.h"
#include "checker/report/report_format.h"

namespace racelab {
namespace {

constexpr size_t kMaxLocations = 6;
constexpr size_t kMaxAllLocations = 40;
constexpr size_t kMaxShownDetail = 8 << 10;
constexpr size_t kMaxNameWidth = 20;

struct Mark {
  const char* unicode;
  const char* ascii;
  const char* color;
};

Mark MarkOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass: return {"✓", "+", kGreen};
    case Verdict::kFail: return {"✗", "x", kRed};
    case Verdict::kNotRun: return {"–", "-", kDim};
    case Verdict::kInconclusive: return {"?", "?", kYellow};
  }
  return {"?", "?", kYellow};
}

const char* ColorOf(Verdict verdict) { return MarkOf(verdict).color; }

// "  ✓ build            1/1  compiles without warnings        0.9 s", the summary wrapped in its
// column.
void WriteCheck(Page& page, const CheckResult& check, size_t name_width, size_t points_width) {
  const Mark mark = MarkOf(check.verdict);
  const std::string seconds =
      check.verdict == Verdict::kNotRun ? "" : PadLeft(absl::StrFormat("%.1f s", check.seconds), 9);
  const std::string points = absl::StrCat(check.points, "/", check.max_points);
  const size_t left = 4 + name_width + 2 + points_width + 2;
  const size_t room = page.width() > left + 9 + 10 ? page.width() - left - 9 : 10;
  const std::string summary = check.summary.empty() && check.verdict != Verdict::kPass
                                  ? VerdictName(check.verdict)
                                  : check.summary;
  bool first = true;
  for (const std::string& line : Wrap(page.Show(summary), room)) {
    if (!first) {
      page.Line(std::string(left, ' ') + line);
      continue;
    }
    first = false;
    page.Line(absl::StrCat(
        "  ", page.Paint(page.style().unicode ? mark.unicode : mark.ascii, mark.color), " ",
        PadRight(Cut(page.OneLine(check.name), name_width), name_width), "  ",
        PadLeft(points, points_width), "  ", PadRight(line, room), page.Paint(seconds, kDim)));
  }
}

void WriteTable(Page& page, const Report& report) {
  size_t name_width = 0, points_width = 0;
  for (const CheckResult& check : report.checks) {
    name_width = std::max(name_width, DisplayWidth(page.OneLine(check.name)));
    points_width = std::max(points_width, absl::StrCat(check.points, "/", check.max_points).size());
  }
  name_width = std::min(name_width, kMaxNameWidth);
  for (const CheckResult& check : report.checks) WriteCheck(page, check, name_width, points_width);
}

// What the verdict rests on.
void WriteEvidence(Page& page, const Report& report) {
  std::string line = absl::StrCat(report.compiler, ", seed ", report.seed);
  if (report.quick) absl::StrAppend(&line, ", --quick (fewer runs)");
  if (!report.isolation.empty()) {
    absl::StrAppend(&line, "; isolation: ", absl::StrJoin(report.isolation, ", "));
  }
  page.Paragraph(line, 2, kDim);
}

void WriteLocations(Page& page, const Finding& finding) {
  const size_t limit = page.style().all ? kMaxAllLocations : kMaxLocations;
  for (size_t i = 0; i < finding.locations.size() && i < limit; ++i) {
    const Location& location = finding.locations[i];
    const std::string where = page.OneLine(
        location.line > 0 ? absl::StrCat(location.file, ":", location.line) : location.file);
    const std::string task = page.OneLine(location.task);
    page.Line(absl::StrCat("  ", page.Paint(where, kBold), task.empty() ? "" : "  ", task));
    if (location.line <= 0 || !page.style().source_line) continue;
    const std::string source = page.OneLine(page.style().source_line(location.file, location.line));
    const size_t start = source.find_first_not_of(' ');
    if (start == std::string::npos) continue;
    page.Line("      " + page.Paint(Cut(source.substr(start), page.width() - 6), kRed));
  }
  if (finding.locations.size() > limit) {
    page.Line(absl::StrCat("  and ", finding.locations.size() - limit, " more places"));
  }
}

// Why the same program may look right elsewhere; each reason is told once in a report.
void WriteWhy(Page& page, const Found& found, std::set<std::string>& explained) {
  const std::string rarity = RaritySentence(found.finding->rarity);
  std::string why = WhyItCanPass(found.check->kind, *found.finding);
  if (!why.empty() && !explained.insert(why).second) why.clear();
  if (rarity.empty() && why.empty()) return;
  page.Line();
  if (NeverPasses(*found.finding)) return page.Paragraph(rarity, 2);
  page.Paragraph(absl::StrCat("Why it can pass elsewhere: ", rarity,
                              rarity.empty() || why.empty() ? "" : " ", why),
                 2);
}

void WriteFinding(Page& page, const Found& found, std::set<std::string>& explained) {
  const Finding& finding = *found.finding;
  page.Line();
  page.Line(page.Paint(page.OneLine(found.check->name) + ": ", kBold) +
            page.Paint(page.OneLine(KindTitle(finding.kind)), ColorOf(found.check->verdict)));
  page.Paragraph(finding.message, 2);
  // The steps show the places, each with its line of source.
  if (finding.steps.empty() || page.style().all) {
    if (!finding.locations.empty()) page.Line();
    WriteLocations(page, finding);
  }
  WriteInterleaving(page, finding);
  WriteWhy(page, found, explained);
  if (!page.style().all || finding.detail.empty()) return;
  page.Line();
  const std::string detail = page.Show(Shorten(CleanText(finding.detail), kMaxShownDetail));
  for (absl::string_view line : absl::StrSplit(detail, '\n')) {
    page.Line(absl::StrCat("  | ", line));
  }
}

// The command stands alone on its line and is never wrapped, so that it can be copied.
void WriteReproduce(Page& page, const Finding& finding) {
  const auto write = [&](const char* title, const std::string& command) {
    page.Line();
    page.Line(title);
    page.Line("  " + page.Paint(page.OneLine(command), kBold));
  };
  if (!finding.reproduce.empty()) write("Repeat it:", finding.reproduce);
  if (finding.token.empty() || absl::StrContains(finding.reproduce, finding.token)) return;
  write("Replay exactly these steps:", "./racelab replay " + finding.token);
}

void WriteFindings(Page& page, const std::vector<Found>& found) {
  const size_t shown = page.style().all ? found.size() : 1;
  std::set<std::string> explained;  // each reason is told once
  for (size_t i = 0; i < shown; ++i) WriteFinding(page, found[i], explained);
  if (found.size() > shown) {
    const size_t more = found.size() - shown;
    page.Line();
    page.Paragraph(absl::StrCat(more, more == 1 ? " more finding" : " more findings", ": ",
                                page.style().how_all, " to see everything."),
                   0);
  }
  WriteReproduce(page, *found[0].finding);
}

void WritePraise(Page& page, const Report& report, size_t notes) {
  page.Line();
  page.Paragraph("Well done: every check passed. The column above says what each of them tried.",
                 0);
  if (report.quick) {
    page.Paragraph("This was a quick look. Run it without --quick for the grade.", 0);
  }
  if (notes > 0 && !page.style().all) {
    page.Line(absl::StrCat(notes, notes == 1 ? " note" : " notes", ": ", page.style().how_all,
                           " to read it."));
  }
}

}  // namespace

std::string VerdictSentence(const Report& report) {
  std::string number = report.lab.substr(0, report.lab.find('_'));
  if (number.empty() || !std::all_of(number.begin(), number.end(),
                                     [](unsigned char c) { return std::isdigit(c) != 0; })) {
    number.clear();
  }
  const std::string& title = report.title.empty() ? report.lab : report.title;
  std::string sentence = absl::StrCat(number, number.empty() ? "" : " ", title, ": ", Score(report),
                                      " of ", MaxScore(report), " points. ");
  const Verdict verdict = ReportVerdict(report);
  if (verdict == Verdict::kPass) return sentence + "Passed.";
  for (const CheckResult& check : report.checks) {
    if (verdict == Verdict::kFail && check.verdict == Verdict::kFail) {
      return absl::StrCat(sentence, "Not right yet: ", check.name, " failed.");
    }
  }
  if (!report.complete) return sentence + "No verdict: stopped before the end.";
  return sentence + "No verdict: the checker could not decide on this machine.";
}

std::string FormatFindings(const CheckResult& check, const TerminalStyle& style) {
  Page page(style);
  std::vector<Found> found;
  for (const Finding& finding : check.findings) found.push_back({&check, &finding});
  WriteFindings(page, found);
  return page.text();
}

std::string FormatTerminal(const Report& report, const TerminalStyle& style) {
  Page page(style);
  const Verdict verdict = ReportVerdict(report);
  page.Paragraph(VerdictSentence(report), 0, verdict == Verdict::kPass ? kGreen : kBold);
  page.Line();
  WriteTable(page, report);
  WriteEvidence(page, report);
  const std::vector<Found> found = FindingsInOrder(report);
  if (verdict == Verdict::kPass) WritePraise(page, report, found.size());
  if (verdict != Verdict::kPass && !report.complete) {
    page.Line();
    page.Line("This report is partial: checking stopped before the end.");
  }
  if (!found.empty() && (verdict != Verdict::kPass || style.all)) WriteFindings(page, found);
  return page.text();
}

}  // namespace racelab
