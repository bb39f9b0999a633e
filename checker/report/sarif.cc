// The SARIF 2.1.0 report (OASIS, 2020): one run with the findings of all labs.
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/text.h"
#include "checker/report/explain.h"
#include "checker/report/formats.h"
#include "checker/report/json_text.h"
#include "checker/report/sarif_finding.h"

namespace racelab {
namespace {

// "data-race" is named DataRace.
std::string PascalCase(const std::string& kind) {
  std::string name;
  for (const absl::string_view word : absl::StrSplit(kind, '-', absl::SkipEmpty())) {
    name += absl::ascii_toupper(static_cast<unsigned char>(word[0]));
    absl::StrAppend(&name, word.substr(1));
  }
  return OneLine(name);
}

Json RuleOf(const Case& item, const Finding& finding) {
  const std::string title = OneLine(KindTitle(finding.kind));
  const std::string why = WhyItCanPass(item.check.kind, finding);
  Json rule = {{"id", RuleId(finding)},
               {"name", PascalCase(finding.kind)},
               {"shortDescription", {{"text", title}}}};
  if (!why.empty()) rule["help"] = Json::object({{"text", "Why it can pass elsewhere: " + why}});
  return rule;
}

Json NotificationOf(const Case& item, const Finding& finding) {
  return {{"descriptor", {{"id", RuleId(finding)}}},
          {"level", "error"},
          {"message", {{"text", OneLine(absl::StrCat(item.name, ": ", finding.message))}}}};
}

// What the run is made of.
struct Parts {
  Json rules = Json::array();
  Json results = Json::array();
  Json notifications = Json::array();
  std::map<std::string, size_t> rule_of;  // by id
  std::map<std::string, int> seen;        // identities
};

void AddResult(const Case& item, const Finding& finding, Parts& parts) {
  const auto [rule, is_new] = parts.rule_of.try_emplace(RuleId(finding), parts.rules.size());
  if (is_new) parts.rules.push_back(RuleOf(item, finding));
  Json result = ResultOf(item, finding);
  result["ruleIndex"] = rule->second;
  const std::string identity = Sha256(IdentityOf(item, finding)).substr(0, 32);
  result["partialFingerprints"] =
      Json::object({{"racelab/v1", absl::StrCat(identity, ":", ++parts.seen[identity])}});
  parts.results.push_back(std::move(result));
}

Parts PartsOf(Labs labs) {
  Parts parts;
  for (const Case& item : CasesOf(labs)) {
    for (const Finding& finding : item.check.findings) {
      if (finding.kind == "environment") {
        parts.notifications.push_back(NotificationOf(item, finding));
      } else {
        AddResult(item, finding, parts);
      }
    }
  }
  return parts;
}

Json PropertiesOf(Labs labs) {
  Json list = Json::array();
  for (const Report& report : labs) {
    list.push_back({{"lab", CleanText(report.lab)},
                    {"verdict", VerdictName(ReportVerdict(report))},
                    {"score", Score(report)},
                    {"maxScore", MaxScore(report)},
                    {"seed", absl::StrCat(report.seed)},
                    {"compiler", CleanText(report.compiler)}});
  }
  return {{"labs", std::move(list)}};
}

}  // namespace

std::string FormatSarif(Labs labs) {
  Parts parts = PartsOf(labs);
  Json invocation = {{"executionSuccessful", parts.notifications.empty()}};
  if (!parts.notifications.empty()) {
    invocation["toolExecutionNotifications"] = std::move(parts.notifications);
  }
  const Json run = {{"tool",
                     {{"driver",
                       {{"name", "racelab"},
                        {"version", RACELAB_VERSION},
                        {"semanticVersion", RACELAB_VERSION},
                        {"rules", std::move(parts.rules)}}}}},
                    {"invocations", Json::array({std::move(invocation)})},
                    {"originalUriBaseIds",
                     {{"%SRCROOT%", {{"description", {{"text", "The root of the repository."}}}}}}},
                    {"columnKind", "unicodeCodePoints"},
                    {"results", std::move(parts.results)},
                    {"properties", PropertiesOf(labs)}};
  return ToText({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", Json::array({run})}});
}

}  // namespace racelab
