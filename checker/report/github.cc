// The report for GitHub: annotations for the log of a workflow, and the result of an autograder.
//
// Each line is ours: what is foreign in it is escaped (actions/toolkit, command.ts), so that a
// program cannot give the runner commands.
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "checker/base/text.h"
#include "checker/report/explain.h"
#include "checker/report/formats.h"
#include "checker/report/json_text.h"

namespace racelab {
namespace {

std::string EscapeData(const std::string& text) {
  return absl::StrReplaceAll(text, {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}});
}

std::string EscapeProperty(const std::string& text) {
  return absl::StrReplaceAll(EscapeData(text), {{":", "%3A"}, {",", "%2C"}});
}

const char* LevelOf(const CheckResult& check, const Finding& finding) {
  if (finding.kind == "environment") return "warning";
  return check.verdict == Verdict::kFail ? "error" : "notice";
}

std::string Annotation(const Case& item, const Finding& finding) {
  std::string properties;
  if (!finding.locations.empty()) {
    const Location& place = finding.locations.front();
    const std::string file = PathInRepository(*item.report, place.file);
    if (!file.empty()) absl::StrAppend(&properties, "file=", EscapeProperty(file), ",");
    if (!file.empty() && place.line > 0) absl::StrAppend(&properties, "line=", place.line, ",");
  }
  const std::string title = OneLine(absl::StrCat(item.name, ": ", KindTitle(finding.kind)));
  std::string message = CleanText(finding.message);
  if (!finding.reproduce.empty()) {
    absl::StrAppend(&message, "\nRepeat it: ", CleanText(finding.reproduce));
  }
  return absl::StrCat("::", LevelOf(item.check, finding), " ", properties,
                      "title=", EscapeProperty(title), "::", EscapeData(message), "\n");
}

const char* StatusOf(Verdict verdict) {
  return verdict == Verdict::kPass ? "pass" : verdict == Verdict::kInconclusive ? "error" : "fail";
}

// The reader prints messages into the log, so none may start with "::" or have "##[" in it.
Json TestOf(const Case& item) {
  const CheckResult& check = item.check;
  Json test = {{"name", item.name},
               {"status", StatusOf(check.verdict)},
               {"score", check.points},
               {"max_score", check.max_points},
               {"message", nullptr},
               {"test_code", ""},
               {"filename", ""},
               {"line_no", 0},
               {"duration", Seconds(check.seconds) * 1000}};
  if (check.verdict == Verdict::kPass) return test;
  test["message"] = absl::StrReplaceAll(
      absl::StrCat(VerdictName(check.verdict), ", ", Headline(check)), {{"##[", "## ["}});
  if (check.findings.empty()) return test;
  const Finding& first = check.findings.front();
  test["test_code"] = OneLine(first.reproduce);
  if (first.locations.empty()) return test;
  test["filename"] = PathInRepository(*item.report, first.locations.front().file);
  test["line_no"] = first.locations.front().line;
  return test;
}

}  // namespace

std::string FormatGithub(Labs labs) {
  std::string text;
  Json tests = Json::array();
  for (const Case& item : CasesOf(labs)) {
    for (const Finding& finding : item.check.findings) text += Annotation(item, finding);
    tests.push_back(TestOf(item));
  }
  const Json result = {{"version", 1},
                       {"status", StatusOf(TotalVerdict(labs))},
                       {"max_score", TotalMaxScore(labs)},
                       {"tests", std::move(tests)}};
  return absl::StrCat(text, "result=", absl::Base64Escape(ToText(result, -1)), "\n");
}

}  // namespace racelab
