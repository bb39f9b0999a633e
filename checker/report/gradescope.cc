// The report for Gradescope: results.json of an autograder.
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/report/formats.h"
#include "checker/report/json_text.h"

namespace racelab {
namespace {

Json TestOf(const CheckResult& check, const std::string& name, const std::string& number) {
  return {{"score", check.points},
          {"max_score", check.max_points},
          {"status", check.verdict == Verdict::kPass ? "passed" : "failed"},
          {"name", name},
          {"number", number},
          {"output", FullText(check)},
          {"output_format", "text"},
          {"tags", {CleanText(check.kind), VerdictName(check.verdict)}},
          {"visibility", "visible"},
          {"extra_data", {{"verdict", VerdictName(check.verdict)}}}};
}

// What was tried to get round the checks is for the instructor, in a test without points, since a
// hidden test must not change the score that the student sees.
Json InstructorsPart(const CheckResult& check, const std::string& name, const std::string& number) {
  Json hidden = TestOf(check, name + " (for the instructor)", number + "i");
  hidden["score"] = 0;
  hidden["max_score"] = 0;
  hidden["tags"].push_back("integrity");
  hidden["visibility"] = "hidden";
  return hidden;
}

void AddTests(const Report& report, const std::string& lab_number, Json& tests) {
  int number = 0;
  for (const CheckResult& check : ChecksOf(report)) {
    const std::string name =
        OneLine(absl::StrCat(report.title.empty() ? report.lab : report.title, ": ", check.name));
    const std::string place = absl::StrCat(lab_number, ".", ++number);
    tests.push_back(TestOf(StudentsView(check), name, place));
    if (HasIntegrityFinding(check)) tests.push_back(InstructorsPart(check, name, place));
  }
}

// One sentence for each lab; a failure is named by its check in the tests, not here.
std::string Output(Labs labs) {
  std::string text;
  for (const Report& report : labs) absl::StrAppend(&text, OneLine(VerdictSentence(report)), "\n");
  if (TotalVerdict(labs) == Verdict::kInconclusive) {
    text +=
        "This is no verdict on your work: the grading machine could not decide. Submit again.\n";
  }
  return text;
}

}  // namespace

std::string FormatGradescope(Labs labs) {
  Json tests = Json::array();
  int lab_number = 0;
  for (const Report& report : labs) AddTests(report, absl::StrCat(++lab_number), tests);
  return ToText(
      {{"score", TotalScore(labs)},
       {"execution_time", Seconds(TotalSeconds(labs))},
       {"output", Output(labs)},
       {"output_format", "text"},
       {"visibility", "visible"},
       {"stdout_visibility", "hidden"},
       {"extra_data",
        {{"tool", "racelab " RACELAB_VERSION}, {"verdict", VerdictName(TotalVerdict(labs))}}},
       {"tests", std::move(tests)}});
}

}  // namespace racelab
