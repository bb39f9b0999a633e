// The JSON report: every field of a Report, named as docs/reference/report-json.md documents it.
#include <map>

#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/report/formats.h"
#include "checker/report/json_text.h"

namespace racelab {
namespace {

constexpr int kFormat = 1;
constexpr size_t kMaxJsonDetail = 64 << 10;

Json StepToJson(const Step& step) {
  Json accesses = Json::array(), held = Json::array();
  for (const Access& access : step.accesses) {
    accesses.push_back({{"object", CleanText(access.object)},
                        {"read", CleanText(access.read)},
                        {"wrote", CleanText(access.wrote)},
                        {"writes", access.writes}});
  }
  for (const std::string& lock : step.held) held.push_back(CleanText(lock));
  return {{"task", step.task},
          {"name", CleanText(step.name)},
          {"file", CleanText(step.file)},
          {"line", step.line},
          {"source", CleanText(step.source)},
          {"action", CleanText(step.action)},
          {"failing", step.failing},
          {"left_out", step.left_out},
          {"accesses", std::move(accesses)},
          {"held", std::move(held)},
          {"waits_for", CleanText(step.waits_for)},
          {"holder", step.holder},
          {"after", step.after},
          {"reads_from", step.reads_from}};
}

Json FindingToJson(const Finding& finding) {
  Json locations = Json::array();
  for (const Location& location : finding.locations) {
    locations.push_back({{"file", CleanText(location.file)},
                         {"line", location.line},
                         {"task", CleanText(location.task)}});
  }
  Json steps = Json::array();
  for (const Step& step : finding.steps) steps.push_back(StepToJson(step));
  return {
      {"kind", CleanText(finding.kind)},
      {"message", CleanText(finding.message)},
      {"locations", std::move(locations)},
      {"detail", Shorten(CleanText(finding.detail), kMaxJsonDetail)},
      {"reproduce", CleanText(finding.reproduce)},
      {"steps", std::move(steps)},
      {"schedules", {{"failing", finding.rarity.failing}, {"explored", finding.rarity.explored}}},
      {"token", CleanText(finding.token)},
      {"processes", finding.processes},
      {"harmed", finding.harmed},
      {"older_values", finding.older_values},
      {"cycle", finding.cycle}};
}

Json CheckToJson(const CheckResult& check) {
  Json findings = Json::array();
  for (const Finding& finding : check.findings) findings.push_back(FindingToJson(finding));
  return {{"name", CleanText(check.name)},         {"kind", CleanText(check.kind)},
          {"verdict", VerdictName(check.verdict)}, {"points", check.points},
          {"max_points", check.max_points},        {"seconds", Seconds(check.seconds)},
          {"summary", CleanText(check.summary)},   {"findings", std::move(findings)}};
}

// The readers below throw what nlohmann-json throws; ReportFromJson catches it.

Verdict VerdictFromJson(const Json& json) {
  const std::string name = json;
  for (Verdict verdict : {Verdict::kPass, Verdict::kFail, Verdict::kNotRun}) {
    if (name == VerdictName(verdict)) return verdict;
  }
  return Verdict::kInconclusive;
}

// Fields that came later may be missing: results of a class are kept for long.
Step StepFromJson(const Json& json) {
  Step step{json.at("task"),   json.at("name"),   json.at("file"),    json.at("line"),
            json.at("source"), json.at("action"), json.at("failing"), json.at("left_out")};
  for (const Json& access : json.value("accesses", Json::array())) {
    step.accesses.push_back(
        {access.at("object"), access.at("read"), access.at("wrote"), access.at("writes")});
  }
  step.held = json.value("held", std::vector<std::string>());
  step.waits_for = json.value("waits_for", "");
  step.holder = json.value("holder", -1);
  step.after = json.value("after", std::vector<int>());
  step.reads_from = json.value("reads_from", std::vector<int>());
  return step;
}

Finding FindingFromJson(const Json& json) {
  Finding finding{json.at("kind"), json.at("message"), {}, json.at("detail"), json.at("reproduce")};
  for (const Json& location : json.at("locations")) {
    finding.locations.push_back({location.at("file"), location.at("line"), location.at("task")});
  }
  for (const Json& step : json.at("steps")) finding.steps.push_back(StepFromJson(step));
  finding.rarity = {json.at("schedules").at("failing"), json.at("schedules").at("explored")};
  finding.token = json.at("token");
  finding.processes = json.value("processes", 1);
  finding.harmed = json.value("harmed", false);
  finding.older_values = json.value("older_values", false);
  finding.cycle = json.value("cycle", std::vector<int>());
  return finding;
}

CheckResult CheckFromJson(const Json& json) {
  CheckResult check;
  check.name = json.at("name");
  check.kind = json.at("kind");
  check.verdict = VerdictFromJson(json.at("verdict"));
  check.points = json.at("points");
  check.max_points = json.at("max_points");
  check.seconds = json.at("seconds");
  check.summary = json.at("summary");
  for (const Json& finding : json.at("findings")) {
    check.findings.push_back(FindingFromJson(finding));
  }
  return check;
}

Json ReportToJson(const Report& report) {
  Json isolation = Json::array();
  for (const std::string& layer : report.isolation) isolation.push_back(CleanText(layer));
  Json checks = Json::array();
  for (const CheckResult& check : report.checks) checks.push_back(CheckToJson(check));
  return {{"format", kFormat},
          {"tool", {{"name", "racelab"}, {"version", RACELAB_VERSION}}},
          {"lab", CleanText(report.lab)},
          {"title", CleanText(report.title)},
          {"verdict", VerdictName(ReportVerdict(report))},
          {"score", Score(report)},
          {"max_score", MaxScore(report)},
          {"complete", report.complete},
          {"compiler", CleanText(report.compiler)},
          {"seed", report.seed},
          {"quick", report.quick},
          {"submission", CleanText(report.submission)},
          {"isolation", std::move(isolation)},
          {"checks", std::move(checks)}};
}

// Zeros when it was not measured: no field is ever null.
Json ParallelismToJson(const std::optional<WorkAndSpan>& measured) {
  const WorkAndSpan numbers = measured.value_or(WorkAndSpan{});
  return {{"ratio", measured ? Seconds(numbers.Parallelism()) : 0},
          {"work", numbers.work},
          {"span", numbers.span},
          {"waited", numbers.waited},
          {"file", CleanText(numbers.where.file)},
          {"line", numbers.where.line}};
}

}  // namespace

std::string FormatJson(const Finding& finding) { return ToText(FindingToJson(finding), -1); }

absl::StatusOr<Finding> ParseFinding(std::string_view json) {
  try {
    return FindingFromJson(Json::parse(json));
  } catch (const Json::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat("not a finding of racelab: ", error.what()));
  }
}

std::string FormatJson(const Report& report) { return ToText(ReportToJson(report)); }

std::string FormatJson(Labs labs) {
  if (labs.size() == 1) return FormatJson(labs.front());
  Json list = Json::array();
  for (const Report& report : labs) list.push_back(ReportToJson(report));
  return ToText(list);
}

std::string FormatJson(const Exploration& exploration) {
  const std::map<Verdict, const char*> verdicts = {{Verdict::kPass, "none found"},
                                                   {Verdict::kFail, "found"}};
  const auto verdict = verdicts.find(exploration.verdict);
  Json findings = Json::array();
  for (const Finding& finding : exploration.findings) findings.push_back(FindingToJson(finding));
  const Json json = {
      {"format", kFormat},
      {"tool", {{"name", "racelab"}, {"version", RACELAB_VERSION}}},
      {"program", CleanText(exploration.program)},
      {"verdict", verdict == verdicts.end() ? "inconclusive" : verdict->second},
      {"reason", CleanText(exploration.reason)},
      {"strategy", exploration.strategy},
      {"seed", exploration.seed},
      {"tests", exploration.tests},
      {"executions", exploration.executions},
      {"distinct_schedules", exploration.distinct},
      {"failing_executions", exploration.failing},
      {"unconfirmed_executions", exploration.unconfirmed},
      {"unfinished_executions", exploration.unfinished},
      {"first_failure_execution", exploration.first_failure},
      {"seconds", Seconds(exploration.seconds)},
      {"executions_per_second", Seconds(std::round(exploration.ExecutionsPerSecond()))},
      {"exhausted", exploration.exhausted},
      {"parallelism", ParallelismToJson(exploration.parallelism)},
      {"findings", std::move(findings)}};
  return ToText(json);
}

absl::StatusOr<Report> ReportFromJson(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    if (json.at("format") != kFormat) return absl::InvalidArgumentError("not a report of format 1");
    Report report;
    report.lab = json.at("lab");
    report.title = json.at("title");
    report.submission = json.at("submission");
    report.compiler = json.at("compiler");
    report.seed = json.at("seed");
    report.quick = json.at("quick");
    report.complete = json.at("complete");
    for (const Json& layer : json.at("isolation")) report.isolation.push_back(layer);
    for (const Json& check : json.at("checks")) report.checks.push_back(CheckFromJson(check));
    return report;
  } catch (const Json::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat("not a racelab report: ", error.what()));
  }
}

}  // namespace racelab
