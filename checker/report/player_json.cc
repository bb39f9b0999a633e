// The data of the player's page. Fields that say nothing are left out: a page may have 10,000
// steps.
#include <map>

#include "absl/strings/str_replace.h"
#include "checker/base/text.h"
#include "checker/report/explain.h"
#include "checker/report/interleaving.h"
#include "checker/report/json_text.h"
#include "checker/report/player.h"

namespace racelab {
namespace {

constexpr int kPlayerFormat = 1;

void Put(Json& json, const char* name, const std::string& text) {
  if (!text.empty()) json[name] = CleanText(text);
}

void Put(Json& json, const char* name, const std::vector<int>& numbers) {
  if (!numbers.empty()) json[name] = numbers;
}

Json AccessData(const std::vector<Access>& accesses) {
  Json list = Json::array();
  for (const Access& access : accesses) {
    Json json = {{"object", CleanText(access.object)}};
    Put(json, "read", access.read);
    Put(json, "wrote", access.wrote);
    if (access.writes) json["writes"] = true;
    list.push_back(std::move(json));
  }
  return list;
}

Json StepData(const Step& step) {
  Json json = {{"task", step.task}};
  Put(json, "file", step.file);
  if (step.line > 0) json["line"] = step.line;
  Put(json, "source", step.source);
  Put(json, "action", step.action);
  if (step.failing) json["failing"] = true;
  if (step.left_out > 0) json["left_out"] = step.left_out;
  if (!step.accesses.empty()) json["accesses"] = AccessData(step.accesses);
  for (const std::string& lock : step.held) json["held"].push_back(CleanText(lock));
  Put(json, "waits_for", step.waits_for);
  if (step.holder >= 0) json["holder"] = step.holder;
  Put(json, "after", step.after);
  Put(json, "reads_from", step.reads_from);
  return json;
}

Json RunData(const std::vector<Step>& steps, const std::vector<SourceText>& sources) {
  std::map<int, std::string> names;
  for (const Step& step : steps) names.emplace(step.task, step.name);
  Json json = {{"tasks", Json::array()}, {"steps", Json::array()}, {"sources", Json::array()}};
  for (const auto& [task, name] : names) {
    json["tasks"].push_back({{"number", task}, {"name", CleanText(name)}});
  }
  for (const Step& step : steps) json["steps"].push_back(StepData(step));
  for (const SourceText& source : sources) {
    json["sources"].push_back({{"file", CleanText(source.file)}, {"text", CleanText(source.text)}});
  }
  return json;
}

// The two accesses of a race, or of a block that is used after its end: the failing steps.
std::vector<int> PairOf(const Finding& finding, const std::vector<Step>& steps) {
  std::vector<int> pair;
  if (finding.kind == "data-race" || finding.kind == "use-after-free" ||
      finding.kind == "double-free") {
    for (size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].failing) pair.push_back(static_cast<int>(i));
    }
  }
  return pair.size() == 2 ? pair : std::vector<int>();
}

Json FindingData(const PlayedFinding& played) {
  const Finding& finding = played.finding;
  const std::vector<Step>& steps = finding.walk.steps.empty() ? finding.steps : finding.walk.steps;
  Json json = {{"kind", CleanText(finding.kind)},
               {"title", CleanText(KindTitle(finding.kind))},
               {"message", CleanText(finding.message)}};
  Put(json, "rarity", RaritySentence(finding.rarity));
  Put(json, "token", finding.token);
  Put(json, "reproduce", finding.reproduce);
  Put(json, "pair", PairOf(finding, steps));
  Put(json, "cycle", finding.cycle);
  json["run"] = RunData(steps, finding.walk.sources);
  if (played.comparison) {
    json["comparison"] = {
        {"name", CleanText(played.comparison->name)},
        {"outcome", CleanText(played.comparison->outcome)},
        {"run", RunData(played.comparison->walk.steps, played.comparison->walk.sources)}};
  }
  return json;
}

}  // namespace

std::string PlayerJson(const PlayerPage& page) {
  Json json = {{"format", kPlayerFormat},
               {"version", RACELAB_VERSION},
               {"program", CleanText(page.program)},
               {"findings", Json::array()}};
  for (const PlayedFinding& played : page.findings) {
    json["findings"].push_back(FindingData(played));
  }
  // No "</script>" and no "<!--" can end the element or change how it is read.
  return absl::StrReplaceAll(ToText(json, -1),
                             {{"<", "\\u003c"}, {">", "\\u003e"}, {"&", "\\u0026"}});
}

}  // namespace racelab
