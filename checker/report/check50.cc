// The report in the JSON of check50: passed is true, false, or null for what could not be checked.
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/report/explain.h"
#include "checker/report/formats.h"
#include "checker/report/json_text.h"

namespace racelab {
namespace {

// The summary, then the steps of the first finding.
Json LogOf(const CheckResult& check) {
  Json log = Json::array({OneLine(check.summary)});
  if (check.findings.empty()) return log;
  for (const Step& step : check.findings.front().steps) {
    const std::string place = step.line > 0 ? absl::StrCat(step.file, ":", step.line, " ") : "";
    log.push_back(OneLine(absl::StrCat(step.name, ": ", place, step.action)));
  }
  return log;
}

// `rationale` is what is wrong; `help` what to do about it.
Json CauseOf(const CheckResult& check) {
  if (check.verdict == Verdict::kPass) return nullptr;
  if (check.findings.empty()) return {{"rationale", OneLine(check.summary)}, {"help", nullptr}};
  const Finding& first = check.findings.front();
  std::string help = WhyItCanPass(check.kind, first);
  if (!first.reproduce.empty()) {
    absl::StrAppend(&help, help.empty() ? "" : "\n", "Repeat it: ", OneLine(first.reproduce));
  }
  return {{"rationale", CleanText(first.message)}, {"help", help.empty() ? Json() : Json(help)}};
}

}  // namespace

std::string FormatCheck50(Labs labs) {
  Json results = Json::array();
  std::string failed;  // the last case that did not pass: the rest of its lab may hang on it
  const Report* lab = nullptr;
  for (const Case& item : CasesOf(labs)) {
    if (item.report != lab) failed.clear();
    lab = item.report;
    const Verdict verdict = item.check.verdict;
    const bool decided = verdict == Verdict::kPass || verdict == Verdict::kFail;
    const bool waits = verdict == Verdict::kNotRun && !failed.empty();
    results.push_back({{"name", item.name},
                       {"description", OneLine(absl::StrCat(lab->title, ": ", item.check.name))},
                       {"passed", decided ? Json(verdict == Verdict::kPass) : Json()},
                       {"log", LogOf(item.check)},
                       {"cause", CauseOf(item.check)},
                       {"data",
                        {{"points", item.check.points},
                         {"max_points", item.check.max_points},
                         {"seconds", Seconds(item.check.seconds)}}},
                       {"dependency", waits ? Json(failed) : Json()}});
    if (verdict == Verdict::kFail || verdict == Verdict::kInconclusive) failed = item.name;
  }
  return ToText(
      {{"slug", "racelab"}, {"results", std::move(results)}, {"version", RACELAB_VERSION}});
}

}  // namespace racelab
