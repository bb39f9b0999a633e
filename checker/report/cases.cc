// Cases: sums over labs, and plain text about a check.
#include "checker/report/cases.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/text.h"
#include "checker/report/explain.h"
#include "checker/report/report_format.h"

namespace racelab {
namespace {

CheckResult Stopped() {
  CheckResult check{.name = "complete", .kind = "complete", .verdict = Verdict::kInconclusive};
  check.summary = "checking stopped before the end";
  check.findings = {{.kind = "environment",
                     .message = "Checking stopped before the end; this is only a part. Run it "
                                "again."}};
  return check;
}

// Whether a relative path stays where it starts.
bool StaysBelow(const std::filesystem::path& path) {
  const std::string normal = path.lexically_normal().string();
  return !path.is_absolute() && normal != ".." && normal.rfind("../", 0) != 0;
}

}  // namespace

std::vector<Found> FindingsInOrder(const Report& report) {
  std::vector<Found> found;
  for (Verdict verdict :
       {Verdict::kFail, Verdict::kInconclusive, Verdict::kNotRun, Verdict::kPass}) {
    for (const CheckResult& check : report.checks) {
      if (check.verdict != verdict) continue;
      for (const Finding& finding : check.findings) found.push_back({&check, &finding});
    }
  }
  return found;
}

std::optional<Found> FirstProblem(const Report& report) {
  const std::vector<Found> found = FindingsInOrder(report);
  if (found.empty()) return std::nullopt;
  const Verdict verdict = found[0].check->verdict;
  const bool problem = verdict == Verdict::kFail || verdict == Verdict::kInconclusive;
  return problem ? std::optional(found[0]) : std::nullopt;
}

std::vector<CheckResult> ChecksOf(const Report& report) {
  std::vector<CheckResult> checks = report.checks;
  if (!report.complete || checks.empty()) checks.push_back(Stopped());
  return checks;
}

std::vector<Case> CasesOf(Labs labs) {
  std::vector<Case> cases;
  for (const Report& report : labs) {
    for (CheckResult& check : ChecksOf(report)) {
      std::string name = OneLine(absl::StrCat(report.lab, "/", check.name));
      cases.push_back({&report, std::move(check), std::move(name)});
    }
  }
  return cases;
}

Verdict TotalVerdict(Labs labs) {
  bool unsure = labs.empty();
  for (const Report& report : labs) {
    if (ReportVerdict(report) == Verdict::kFail) return Verdict::kFail;
    if (ReportVerdict(report) != Verdict::kPass) unsure = true;
  }
  return unsure ? Verdict::kInconclusive : Verdict::kPass;
}

int TotalScore(Labs labs) {
  int sum = 0;
  for (const Report& report : labs) sum += Score(report);
  return sum;
}

int TotalMaxScore(Labs labs) {
  int sum = 0;
  for (const Report& report : labs) sum += MaxScore(report);
  return sum;
}

double TotalSeconds(Labs labs) {
  double sum = 0;
  for (const Report& report : labs) {
    for (const CheckResult& check : report.checks) sum += check.seconds;
  }
  return sum;
}

std::string Sentences(Labs labs) {
  std::vector<std::string> sentences;
  for (const Report& report : labs) sentences.push_back(OneLine(VerdictSentence(report)));
  return absl::StrJoin(sentences, "\n");
}

std::string OneLine(std::string_view bytes) {
  std::string text = CleanText(bytes);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return text;
}

std::string Headline(const CheckResult& check) {
  if (!check.findings.empty() && check.verdict != Verdict::kPass) {
    const Finding& first = check.findings.front();
    return OneLine(absl::StrCat(KindTitle(first.kind), ": ", first.message));
  }
  return OneLine(check.summary.empty() ? VerdictName(check.verdict) : check.summary);
}

std::string FullText(const CheckResult& check, size_t limit) {
  std::string text = OneLine(check.summary.empty() ? VerdictName(check.verdict) : check.summary);
  text += "\n";
  if (!check.findings.empty()) {
    CheckResult plain = check;
    for (Finding& finding : plain.findings) finding.detail.clear();
    text += FormatFindings(plain, {.unicode = true, .width = 100, .all = true});
  }
  return Shorten(text, limit);
}

CheckResult StudentsView(CheckResult check) {
  if (!HasIntegrityFinding(check)) return check;
  check.summary = "not accepted for grading";
  check.findings = {
      {.kind = "not-accepted",
       .message = "The submission was not accepted for grading: ask your instructor."}};
  return check;
}

std::vector<Report> StudentsView(Labs labs) {
  std::vector<Report> reports(labs.begin(), labs.end());
  for (Report& report : reports) {
    for (CheckResult& check : report.checks) check = StudentsView(std::move(check));
  }
  return reports;
}

std::string PathInRepository(const Report& report, const std::string& file) {
  const std::string clean = OneLine(file);
  if (clean.empty() || !StaysBelow(clean)) return "";
  std::filesystem::path folder = OneLine(report.submission);
  if (folder.empty()) folder = std::filesystem::path("labs") / OneLine(report.lab);
  return ((StaysBelow(folder) ? folder : std::filesystem::path()) / clean).lexically_normal();
}

Report AsReport(const Exploration& exploration) {
  Report report{.lab = exploration.program, .title = exploration.program};
  // The places of a program are relative to where it was built, those of a lab to the lab.
  if (exploration.tests == 0) report.submission = ".";
  report.seed = exploration.seed;
  CheckResult check{.name = "explore", .kind = "explore", .verdict = exploration.verdict};
  check.seconds = exploration.seconds;
  check.summary = VerdictSentence(exploration);
  check.findings = exploration.findings;
  if (exploration.verdict == Verdict::kInconclusive && check.findings.empty()) {
    check.findings = {{.kind = "environment", .message = exploration.reason}};
  }
  report.checks = {std::move(check)};
  return report;
}

}  // namespace racelab
