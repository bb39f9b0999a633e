// Results of SARIF: locations, and a thread flow for each task that took part.
#include "checker/report/sarif_finding.h"

#include <map>
#include <regex>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "checker/base/text.h"

namespace racelab {
namespace {

// Clean text without the links that SARIF knows in messages: [text](target).
Json MessageText(const std::string& bytes) {
  return Json::object({{"text", absl::StrReplaceAll(CleanText(bytes), {{"](", "] ("}})}});
}

// Without the place where the file is outside of the repository.
Json LocationOf(const Report& report, const std::string& file, int line, const std::string& source,
                const std::string& message) {
  Json location = Json::object();
  const std::string path = PathInRepository(report, file);
  if (!path.empty()) {
    Json physical = {
        {"artifactLocation", {{"uri", PercentEncode(path, "-._~/")}, {"uriBaseId", "%SRCROOT%"}}}};
    if (line > 0) physical["region"] = {{"startLine", line}};
    if (line > 0 && !source.empty()) {
      physical["region"]["snippet"] = Json::object({{"text", OneLine(source)}});
    }
    location["physicalLocation"] = std::move(physical);
  }
  if (!message.empty()) location["message"] = MessageText(OneLine(message));
  return location;
}

// One flow for each task in the order of their first steps; executionOrder counts over all of them.
Json CodeFlowOf(const Report& report, const std::vector<Step>& steps) {
  std::map<int, size_t> flow_of;
  Json flows = Json::array();
  int order = 0;
  for (const Step& step : steps) {
    const auto [entry, is_new] = flow_of.try_emplace(step.task, flows.size());
    if (is_new) {
      flows.push_back({{"id", OneLine(step.name)}, {"locations", Json::array()}});
    }
    flows[entry->second]["locations"].push_back(
        {{"location", LocationOf(report, step.file, step.line, step.source, step.action)},
         {"executionOrder", ++order},
         {"importance", step.failing ? "essential" : "important"}});
  }
  return {{"threadFlows", std::move(flows)}};
}

Json MessageOf(const Finding& finding) {
  const std::string repeat = OneLine(finding.reproduce);
  return MessageText(absl::StrCat(finding.message, repeat.empty() ? "" : "\nRepeat it: ", repeat));
}

}  // namespace

std::string RuleId(const Finding& finding) { return "racelab/" + OneLine(finding.kind); }

Json ResultOf(const Case& item, const Finding& finding) {
  const Report& report = *item.report;
  Json locations = Json::array(), related = Json::array();
  for (const Location& place : finding.locations) {
    Json location = LocationOf(report, place.file, place.line, "", place.task);
    (locations.empty() ? locations : related).push_back(std::move(location));
  }
  Json result = {{"ruleId", RuleId(finding)},
                 {"level", item.check.verdict == Verdict::kFail ? "error" : "warning"},
                 {"message", MessageOf(finding)},
                 {"locations", std::move(locations)}};
  if (!related.empty()) result["relatedLocations"] = std::move(related);
  if (!finding.steps.empty()) {
    result["codeFlows"] = Json::array({CodeFlowOf(report, finding.steps)});
  }
  result["properties"] = {{"check", item.name},
                          {"token", OneLine(finding.token)},
                          {"failingSchedules", finding.rarity.failing},
                          {"exploredSchedules", finding.rarity.explored},
                          {"processes", finding.processes}};
  return result;
}

std::string IdentityOf(const Case& item, const Finding& finding) {
  std::string identity = absl::StrCat(RuleId(finding), "\n", item.report->lab, "\n");
  if (!finding.locations.empty()) absl::StrAppend(&identity, finding.locations[0].file, "\n");
  bool lines = false;
  for (const Step& step : finding.steps) {
    if (!step.failing || step.source.empty()) continue;
    absl::StrAppend(&identity, step.file, ": ", step.source, "\n");
    lines = true;
  }
  if (lines) return identity;
  static const std::regex numbers("0x[0-9a-fA-F]+|[0-9]+");
  return identity + std::regex_replace(Shorten(finding.message, 1 << 10), numbers, "#");
}

}  // namespace racelab
