// The report for PrairieLearn: results.json of an external grader.
#include <algorithm>

#include "checker/base/text.h"
#include "checker/report/formats.h"
#include "checker/report/json_text.h"

namespace racelab {
namespace {

// The whole file may have one megabyte.
constexpr size_t kMaxOutputs = 512 << 10;
constexpr size_t kMaxOutput = 16 << 10;

}  // namespace

std::string FormatPrairieLearn(Labs labs) {
  const std::vector<Case> cases = CasesOf(labs);
  const size_t limit = std::min(kMaxOutput, kMaxOutputs / std::max<size_t>(cases.size(), 1));
  Json tests = Json::array();
  for (const Case& item : cases) {
    tests.push_back({{"name", item.name},
                     {"description", OneLine(item.check.summary)},
                     {"points", item.check.points},
                     {"max_points", item.check.max_points},
                     {"message", Headline(item.check)},
                     {"output", FullText(item.check, limit)}});
  }
  const bool gradable = TotalVerdict(labs) != Verdict::kInconclusive;
  const int most = TotalMaxScore(labs);
  Json results = {{"gradable", gradable},
                  {"score", most > 0 ? static_cast<double>(TotalScore(labs)) / most : 0.0},
                  {"message", Sentences(labs)},
                  {"output", ""},
                  {"tests", std::move(tests)}};
  if (!gradable) {
    results["format_errors"] =
        Json::array({"The grading machine could not decide. This costs no attempt: submit again."});
  }
  return ToText(results);
}

}  // namespace racelab
