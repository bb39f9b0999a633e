// The JUnit XML report: a suite for each lab, a case for each check.
#include <pugixml.hpp>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "checker/base/text.h"
#include "checker/report/formats.h"

namespace racelab {
namespace {

// CleanText without the two characters that it allows and XML 1.0 forbids, U+FFFE and U+FFFF.
std::string XmlText(std::string_view bytes) {
  return absl::StrReplaceAll(CleanText(bytes),
                             {{"\xEF\xBF\xBE", "\xEF\xBF\xBD"}, {"\xEF\xBF\xBF", "\xEF\xBF\xBD"}});
}

void Set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(XmlText(value).c_str());
}

void SetCounts(pugi::xml_node node, const std::vector<CheckResult>& checks) {
  int failures = 0, errors = 0, skipped = 0;
  double seconds = 0;
  for (const CheckResult& check : checks) {
    failures += check.verdict == Verdict::kFail;
    errors += check.verdict == Verdict::kInconclusive;
    skipped += check.verdict == Verdict::kNotRun;
    seconds += check.seconds;
  }
  Set(node, "tests", absl::StrCat(checks.size()));
  Set(node, "failures", absl::StrCat(failures));
  Set(node, "errors", absl::StrCat(errors));
  Set(node, "skipped", absl::StrCat(skipped));
  Set(node, "time", absl::StrFormat("%.3f", seconds));
}

void AddProperty(pugi::xml_node properties, const char* name, std::string_view value) {
  pugi::xml_node property = properties.append_child("property");
  Set(property, "name", name);
  Set(property, "value", value);
}

// <failure> or <error>, with the whole explanation as text.
void AddProblem(pugi::xml_node node, const char* element, const CheckResult& check) {
  pugi::xml_node problem = node.append_child(element);
  Set(problem, "message", Headline(check));
  Set(problem, "type", check.findings.empty() ? check.kind : check.findings.front().kind);
  problem.text().set(XmlText(FullText(check)).c_str());
}

void AddCase(pugi::xml_node suite, const Report& report, const CheckResult& check) {
  pugi::xml_node node = suite.append_child("testcase");
  Set(node, "name", OneLine(check.name));
  Set(node, "classname", OneLine(report.lab));
  if (!check.findings.empty() && !check.findings[0].locations.empty()) {
    const Location& place = check.findings[0].locations[0];
    const std::string file = PathInRepository(report, place.file);
    if (!file.empty()) Set(node, "file", file);
    if (!file.empty() && place.line > 0) Set(node, "line", absl::StrCat(place.line));
  }
  Set(node, "time", absl::StrFormat("%.3f", check.seconds));
  switch (check.verdict) {
    case Verdict::kPass: break;
    case Verdict::kFail: AddProblem(node, "failure", check); break;
    case Verdict::kInconclusive: AddProblem(node, "error", check); break;
    case Verdict::kNotRun: Set(node.append_child("skipped"), "message", Headline(check)); break;
  }
  const std::string points =
      absl::StrCat(check.points, " of ", check.max_points, " points. ", check.summary);
  node.append_child("system-out").text().set(XmlText(points).c_str());
}

void AddSuite(pugi::xml_node suites, const Report& report) {
  const std::vector<CheckResult> checks = ChecksOf(report);
  pugi::xml_node suite = suites.append_child("testsuite");
  Set(suite, "name", OneLine(report.lab));
  SetCounts(suite, checks);
  pugi::xml_node properties = suite.append_child("properties");
  AddProperty(properties, "score", absl::StrCat(Score(report)));
  AddProperty(properties, "max_score", absl::StrCat(MaxScore(report)));
  AddProperty(properties, "verdict", VerdictName(ReportVerdict(report)));
  AddProperty(properties, "seed", absl::StrCat(report.seed));
  AddProperty(properties, "compiler", OneLine(report.compiler));
  for (const CheckResult& check : checks) AddCase(suite, report, check);
}

}  // namespace

std::string FormatJunit(Labs labs) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  Set(declaration, "version", "1.0");
  Set(declaration, "encoding", "UTF-8");
  pugi::xml_node suites = document.append_child("testsuites");
  Set(suites, "name", "racelab");
  std::vector<CheckResult> all;
  for (const Case& item : CasesOf(labs)) all.push_back(item.check);
  SetCounts(suites, all);
  for (const Report& report : labs) AddSuite(suites, report);
  std::ostringstream text;
  document.save(text, "  ", pugi::format_indent, pugi::encoding_utf8);
  return text.str();
}

}  // namespace racelab
