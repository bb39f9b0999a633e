// The report for Autolab: the two lines that end the output of an autograder.
//
// A problem is a lab. A lab without a verdict gets no score, so that it stays open.
#include "checker/base/text.h"
#include "checker/report/formats.h"
#include "checker/report/json_text.h"

namespace racelab {

std::string FormatAutolab(Labs labs) {
  Json feedback = {{"_presentation", "semantic"}, {"stages", Json::array()}};
  Json scores = Json::object();
  for (const Report& report : labs) {
    const std::string lab = OneLine(report.lab);
    feedback["stages"].push_back(lab);
    Json& stage = feedback[lab] = Json::object();
    for (const CheckResult& check : ChecksOf(report)) {
      Json& result = stage[OneLine(check.name)] = {{"passed", check.verdict == Verdict::kPass}};
      if (check.verdict != Verdict::kPass) result["hint"] = Headline(check);
    }
    if (ReportVerdict(report) != Verdict::kInconclusive) scores[lab] = Score(report);
  }
  return ToText(feedback, -1) + ToText({{"scores", std::move(scores)}}, -1);
}

}  // namespace racelab
