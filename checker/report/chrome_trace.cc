// The interleaving in the Trace Event Format of Chrome, which Perfetto shows on a time line.
//
// The time is the number of the step: a step is one microsecond long, wherever it came from.
#include <set>

#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/report/explain.h"
#include "checker/report/formats.h"
#include "checker/report/json_text.h"

namespace racelab {
namespace {

Json Metadata(const char* what, int process, int thread, Json arguments) {
  return {{"name", what},
          {"ph", "M"},
          {"pid", process},
          {"tid", thread},
          {"args", std::move(arguments)}};
}

Json EventOf(const Step& step, size_t number, int process) {
  Json event = {{"name", OneLine(step.action)},
                {"cat", step.failing ? "step,failing" : "step"},
                {"ph", "X"},
                {"ts", number},
                {"dur", 1},
                {"pid", process},
                {"tid", step.task + 1},  // a viewer takes thread 0 for an idle processor
                {"args",
                 {{"place", OneLine(step.line > 0 ? absl::StrCat(step.file, ":", step.line) : "")},
                  {"source", OneLine(step.source)},
                  {"failing", step.failing},
                  {"left_out_before", step.left_out}}}};
  if (step.failing) event["cname"] = "terrible";
  return event;
}

void AddFinding(const Case& item, const Finding& finding, int process, Json& events) {
  const std::string name = OneLine(absl::StrCat(item.name, ": ", KindTitle(finding.kind)));
  events.push_back(Metadata("process_name", process, 0, {{"name", name}}));
  events.push_back(Metadata("process_sort_index", process, 0, {{"sort_index", process}}));
  std::set<int> named;
  for (const Step& step : finding.steps) {
    if (!named.insert(step.task).second) continue;
    const int thread = step.task + 1;
    events.push_back(Metadata("thread_name", process, thread, {{"name", OneLine(step.name)}}));
    events.push_back(Metadata("thread_sort_index", process, thread, {{"sort_index", thread}}));
  }
  size_t number = 0;
  for (const Step& step : finding.steps) events.push_back(EventOf(step, number++, process));
}

}  // namespace

std::string FormatChromeTrace(Labs labs) {
  Json events = Json::array();
  int process = 0;
  for (const Case& item : CasesOf(labs)) {
    for (const Finding& finding : item.check.findings) {
      if (!finding.steps.empty()) AddFinding(item, finding, ++process, events);
    }
  }
  return ToText(
      {{"traceEvents", std::move(events)},
       {"displayTimeUnit", "ns"},
       {"otherData", {{"tool", "racelab " RACELAB_VERSION}, {"time", "the number of the step"}}}});
}

}  // namespace racelab
