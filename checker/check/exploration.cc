// From a target to a session, and from what a search found to findings for people.
#include "checker/check/exploration.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "checker/base/files.h"
#include "checker/base/parallel.h"
#include "checker/base/stopwatch.h"
#include "checker/check/exhausted.h"
#include "checker/check/explain.h"
#include "checker/explore/session_pair.h"
#include "checker/trace/program_hash.h"
#include "checker/trace/token.h"

namespace racelab {
namespace {

constexpr int64_t kMostProgram = int64_t{1} << 30;
constexpr double kNoLimit = 1e6;  // seconds: the runtime itself ends what hangs

std::vector<std::string> Arguments(const ExploreTarget& target) {
  std::vector<std::string> arguments(target.argv.begin() + 1, target.argv.end());
  if (!target.test.empty()) arguments.push_back("--gtest_filter=" + target.test);
  return arguments;
}

RunPlan PlanOf(const ExploreTarget& target, std::vector<std::string> arguments) {
  RunPlan plan{.executable = target.facts.executable.string(), .hide = target.hide};
  plan.runs = {ProgramRun{.arguments = std::move(arguments), .environment = {}}};
  return plan;
}

Verdict VerdictOf(explore::ExploreVerdict verdict) {
  switch (verdict) {
    case explore::ExploreVerdict::kNoneFound: return Verdict::kPass;
    case explore::ExploreVerdict::kFound: return Verdict::kFail;
    case explore::ExploreVerdict::kInconclusive: break;
  }
  return Verdict::kInconclusive;
}

template <typename T>
absl::Status Keep(absl::StatusOr<std::unique_ptr<T>> made,
                  std::unique_ptr<explore::Executor>& kept) {
  if (made.ok()) kept = *std::move(made);
  return made.status();
}

// A found failure is final; one test that says nothing leaves the whole open.
Verdict Worse(Verdict a, Verdict b) {
  if (a == Verdict::kFail || b == Verdict::kFail) return Verdict::kFail;
  return a == Verdict::kPass ? b : a;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Explored>> Explored::Start(const ExploreTarget& target) {
  std::unique_ptr<Explored> explored(new Explored);
  explore::SessionOptions options;
  options.take_over = !target.test.empty();
  options.command.argv = {target.facts.executable.string()};
  const std::vector<std::string> arguments = Arguments(target);
  options.command.argv.insert(options.command.argv.end(), arguments.begin(), arguments.end());
  if (target.sandbox != nullptr) {
    RunPlan plan = PlanOf(target, arguments);
    plan.explored = true;
    plan.limits.wall_seconds = plan.limits.stuck_seconds = plan.limits.idle_seconds = kNoLimit;
    plan.limits.processes = 2 * trace::kMaxTasks;
    absl::StatusOr<SandboxedCommand> box = PrepareInSandbox(*target.sandbox, plan);
    if (!box.ok()) return box.status();
    explored->box_ = *std::move(box);
    options.command = explored->box_->command;
  }
  // Tests in a sandbox are explored several at a time: they need no second process each.
  const bool pair = target.sandbox == nullptr && Processors() > 1;
  absl::Status status = pair ? Keep(explore::SessionPair::Start(options), explored->executor_)
                             : Keep(explore::Session::Start(options), explored->executor_);
  if (!status.ok()) return status;
  return explored;
}

Explored::~Explored() {
  executor_.reset();
  if (box_) EndLeftOf(*box_);
}

absl::StatusOr<Exploration> ExploreTest(const ExploreTarget& target,
                                        const explore::ExploreRequest& request) {
  const Stopwatch stopwatch;
  absl::StatusOr<std::unique_ptr<Explored>> explored = Explored::Start(target);
  if (!explored.ok()) return explored.status();
  const absl::StatusOr<explore::ExploreResult> result =
      explore::Explore((*explored)->executor(), request);
  if (!result.ok()) return result.status();
  Exploration exploration{.verdict = VerdictOf(result->verdict),
                          .strategy = result->strategy,
                          .executions = result->executions,
                          .distinct = result->distinct,
                          .failing = result->failing,
                          .unconfirmed = result->unconfirmed,
                          .unfinished = result->unfinished,
                          .cut_short = result->cut_short,
                          .first_failure = result->first_failure,
                          .seconds = stopwatch.Seconds(),
                          .known = KnownFrom(result->coverage),
                          .exhausted = result->exhausted,
                          .reason = result->reason};
  for (const explore::Found& found : result->found) {
    absl::StatusOr<Finding> finding = ExplainExecution(target, found.plan, found.execution);
    if (!finding.ok()) return finding.status();
    finding->rarity = {.failing = found.failing, .explored = found.explored};
    exploration.findings.push_back(*std::move(finding));
  }
  return exploration;
}

void Add(Exploration test, Exploration& sum) {
  if (sum.first_failure == 0 && test.first_failure != 0) {
    sum.first_failure = sum.executions + test.first_failure;
  }
  const bool first = sum.executions == 0;
  Add(test.known, sum.known);
  sum.exhausted = first ? test.exhausted : InWords(sum.known);
  sum.executions += test.executions;
  sum.distinct += test.distinct;
  sum.failing += test.failing;
  sum.unconfirmed += test.unconfirmed;
  sum.unfinished += test.unfinished;
  sum.cut_short |= test.cut_short;
  sum.seconds += test.seconds;
  sum.verdict = Worse(sum.verdict, test.verdict);
  sum.strategy = test.strategy;
  if (sum.reason.empty()) sum.reason = test.reason;
  std::ranges::move(test.findings, std::back_inserter(sum.findings));
}

absl::StatusOr<Finding> ExplainExecution(const ExploreTarget& target,
                                         const trace::ExecutionPlan& plan,
                                         const trace::Execution& execution) {
  absl::StatusOr<Finding> finding = Explain(execution, target.facts);
  if (!finding.ok()) return finding.status();
  const absl::StatusOr<uint32_t> program = HashOfProgram(target.facts.executable);
  if (!program.ok()) return program.status();
  finding->token = trace::EncodeToken({.program = *program, .test = target.test, .plan = plan});
  finding->reproduce = absl::StrCat("./racelab replay ", finding->token,
                                    target.replay.empty() ? "" : " ", target.replay);
  return finding;
}

absl::StatusOr<ExploreTarget> LabTarget(const CheckContext& context, double timeout) {
  absl::StatusOr<BuildOutput> build = BuildLab(context.input, *context.compiler, Variant::kExplore);
  if (!build.ok()) return build.status();
  if (!build->ok) return absl::FailedPreconditionError("the submission does not compile");
  return ExploreTarget{
      .argv = {build->executable.string()},
      .test = "",
      .facts = {build->executable, context.input.edit, timeout, context.input.stage},
      .sandbox = context.sandbox,
      .hide = {(context.input.root / "solutions").string(),
               (context.input.root / ".racelab").string()},
      .replay = context.replay};
}

absl::StatusOr<uint32_t> HashOfProgram(const std::filesystem::path& executable) {
  std::error_code error;
  const std::filesystem::path file = std::filesystem::canonical(executable, error);
  const absl::StatusOr<std::string> elf = ReadFile(error ? executable : file, kMostProgram);
  if (!elf.ok()) return elf.status();
  return trace::ProgramHash(*elf);
}

std::string SuiteFor(const std::string& strategy) {
  if (strategy == "crashes") return "Crash.*";
  return strategy == "faults" || strategy == "interruptions" ? "Faults.*" : "Explore.*";
}

absl::StatusOr<std::vector<std::string>> ListTests(const ExploreTarget& target,
                                                   const std::string& filter) {
  const RunPlan plan = PlanOf(target, {"--gtest_list_tests", "--gtest_filter=" + filter});
  const auto outcomes = RunInSandbox(*target.sandbox, plan, nullptr);
  if (!outcomes.ok()) return outcomes.status();
  // "Suite." at the start of a line, "  Name" below it; "  # ..." may follow either.
  std::vector<std::string> tests;
  std::string suite;
  for (absl::string_view line : absl::StrSplit(outcomes->back().output, '\n')) {
    line = absl::StripTrailingAsciiWhitespace(line.substr(0, line.find("  #")));
    if (absl::ConsumePrefix(&line, "  ") && !suite.empty()) {
      tests.push_back(absl::StrCat(suite, line));
    } else {
      suite = absl::EndsWith(line, ".") ? std::string(line) : "";
    }
  }
  return tests;
}

}  // namespace racelab
