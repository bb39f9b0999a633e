// The report for Classroom 50: the part of result.json that a grader knows.
//
// Who submitted what, and when, is known to the script that calls racelab; it adds those fields.
// Scores are integers there, as they are here.
#include "checker/base/text.h"
#include "checker/report/formats.h"
#include "checker/report/json_text.h"

namespace racelab {

std::string FormatClassroom50(Labs labs) {
  Json tests = Json::array();
  for (const Case& item : CasesOf(labs)) {
    tests.push_back({{"test-name", item.name},
                     {"passed", item.check.verdict == Verdict::kPass},
                     {"score", item.check.points},
                     {"max-score", item.check.max_points},
                     {"verdict", VerdictName(item.check.verdict)},
                     {"message", Headline(item.check)}});
  }
  return ToText({{"schema", "classroom50/result/v1"},
                 {"submission", labs.empty() ? "" : CleanText(labs.front().submission)},
                 {"score", TotalScore(labs)},
                 {"max-score", TotalMaxScore(labs)},
                 {"tests", std::move(tests)}});
}

}  // namespace racelab
