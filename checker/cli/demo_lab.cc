// Stress, search and comparison for a demo.
#include "checker/cli/demo_lab.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "checker/check/judge.h"
#include "checker/check/run_checks.h"
#include "checker/check/run_tests.h"
#include "checker/cli/recorded_run.h"
#include "checker/cli/starter.h"
#include "checker/lab/markdown.h"
#include "checker/toolchain/build.h"
#include "checker/trace/token.h"

namespace racelab {
namespace {

// Suites in the order in which their failures explain most: threads in an order, processes that
// die, calls that are interrupted, then what fails in every order. The others need full speed.
constexpr const char* kSuites[] = {"Explore", "Crash", "Faults", "Functional", "Parallel"};

constexpr uint64_t kDemoExecutions = 300;     // of each test
constexpr uint64_t kDemoEvents = 20'000'000;  // of each test: at most about a second

std::string SuiteOf(const std::string& test) { return test.substr(0, test.find('.')); }

std::string StrategyOf(const std::string& test) {
  for (const char* strategy : {"crashes", "interruptions"}) {
    if (SuiteFor(strategy) == SuiteOf(test) + ".*") return strategy;
  }
  return "portfolio";
}

std::vector<std::string> OfSuite(const std::vector<std::string>& tests, const std::string& suite) {
  std::vector<std::string> chosen;
  for (const std::string& test : tests) {
    if (SuiteOf(test) == suite) chosen.push_back(test);
  }
  return chosen;
}

// What the first finding of a run says; "passed" for none.
StressOutcome OutcomeOf(const RunOutcome& outcome, const ProgramFacts& facts) {
  const absl::StatusOr<std::vector<Finding>> findings = JudgeRun(outcome, facts);
  if (!findings.ok()) return {.kind = "no verdict", .example = "", .runs = 1};
  if (findings->empty()) return {.kind = "passed", .example = "", .runs = 1};
  return {.kind = findings->front().kind, .example = findings->front().message, .runs = 1};
}

void AddOutcome(StressOutcome outcome, StressSummary& sum) {
  ++sum.runs;
  const auto known = std::ranges::find(sum.outcomes, outcome.kind, &StressOutcome::kind);
  if (known == sum.outcomes.end()) return sum.outcomes.push_back(std::move(outcome));
  ++known->runs;
}

// Whether the lab's folder holds the files of `starter`.
bool HoldsStarter(const Lab& lab, const std::map<std::string, std::string>& starter) {
  return std::ranges::all_of(starter, [&](const auto& file) {
    const absl::StatusOr<std::string> own = ReadFile(lab.folder / file.first);
    return own.ok() && *own == file.second;
  });
}

}  // namespace

absl::StatusOr<DemoLab> DemoLab::Open(const Options& options) {
  DemoLab demo;
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return root.status();
  demo.root_ = *root;
  absl::StatusOr<Lab> lab = FindLab(*root, options.lab);
  if (!lab.ok()) return lab.status();
  demo.lab_ = *std::move(lab);
  absl::StatusOr<Compiler> compiler = PickCompiler(options.compiler);
  if (!compiler.ok()) return compiler.status();
  demo.compiler_ = *std::move(compiler);
  demo.options_ = options;
  demo.options_.lab = demo.lab_.id;
  demo.options_.submission.clear();
  const auto starter = CommittedStarter(*root, demo.lab_);
  if (starter.ok() && !HoldsStarter(demo.lab_, *starter)) {
    absl::StatusOr<TempDir> folder = TempDir::Create("racelab-demo");
    if (!folder.ok()) return folder.status();
    for (const auto& [file, text] : *starter) {
      if (absl::Status written = WriteFile(folder->path() / file, text); !written.ok()) {
        return written;
      }
    }
    demo.options_.submission = folder->path().string();
    demo.starter_ = *std::move(folder);
  }
  absl::StatusOr<std::unique_ptr<NamedTarget>> named = FindTarget(demo.options_);
  if (!named.ok()) return named.status();
  demo.named_ = *std::move(named);
  return demo;
}

absl::StatusOr<std::vector<std::string>> DemoLab::Tests() const {
  return ListTests(named_->target, "*");
}

absl::StatusOr<StressSummary> DemoLab::Stress(absl::Duration time) const {
  const absl::StatusOr<BuildOutput> build =
      BuildLab(named_->stage->input, compiler_, Variant::kPlain);
  if (!build.ok()) return build.status();
  if (!build->ok) return absl::FailedPreconditionError("the starter does not compile");
  const absl::StatusOr<std::vector<std::string>> all = Tests();
  if (!all.ok()) return all.status();
  StressSummary sum{.suite = "Stress", .runs = 0, .seconds = 0, .outcomes = {}};
  std::vector<std::string> tests = OfSuite(*all, sum.suite);
  if (tests.empty()) tests = OfSuite(*all, sum.suite = "Explore");
  if (tests.empty()) tests = OfSuite(*all, sum.suite = "Functional");
  if (tests.empty()) return absl::NotFoundError(lab_.id + " has no test to run");

  RunPlan plan{.executable = build->executable.string(), .hide = named_->target.hide};
  plan.limits.wall_seconds = 5;
  plan.limits.stuck_seconds = 0.5;
  const ProgramFacts facts{build->executable, named_->stage->input.edit, plan.limits.wall_seconds};
  const absl::Time start = absl::Now();
  do {
    plan.runs = {{.arguments = {"--gtest_filter=" + tests[sum.runs % tests.size()]},
                  .environment = {absl::StrCat("RACELAB_SEED=", RunSeed(1, sum.runs))}}};
    const auto outcomes = RunInSandbox(named_->sandbox, plan, nullptr);
    if (!outcomes.ok()) return outcomes.status();
    AddOutcome(OutcomeOf(outcomes->back(), facts), sum);
  } while (absl::Now() - start < time);
  sum.seconds = absl::ToDoubleSeconds(absl::Now() - start);
  std::ranges::stable_sort(sum.outcomes, [](const StressOutcome& a, const StressOutcome& b) {
    const bool passed_a = a.kind == "passed", passed_b = b.kind == "passed";
    return passed_a != passed_b ? passed_a : a.runs > b.runs;
  });
  return sum;
}

absl::StatusOr<std::optional<DemoFailure>> DemoLab::Explore(const std::string& test) const {
  ExploreTarget target = named_->target;
  target.test = test;
  explore::ExploreRequest request;
  request.strategy = StrategyOf(test);
  request.executions = kDemoExecutions;
  request.events = kDemoEvents;
  absl::StatusOr<Exploration> explored = ExploreTest(target, request);
  if (absl::IsCancelled(explored.status())) return explored.status();
  // A test that cannot be explored is no matter: another one can.
  if (!explored.ok() || explored->findings.empty()) return std::nullopt;
  DemoFailure failure{.check = "explore",
                      .test = test,
                      .finding = std::move(explored->findings.front()),
                      .solution = {}};
  if (failure.finding.steps.empty()) return std::nullopt;
  const absl::StatusOr<trace::Token> token = trace::DecodeToken(failure.finding.token);
  if (!token.ok()) return token.status();
  named_->target.test = test;
  absl::StatusOr<Comparison> solution = SolutionUnder(options_, *named_, token->plan);
  if (absl::IsCancelled(solution.status())) return solution.status();
  // What the solution fails, too, is no bug of the starter: a test that looks at the real time.
  if (solution.ok() && solution->fails) return std::nullopt;
  if (solution.ok()) failure.solution = *std::move(solution);
  if (starter_) failure.finding.reproduce.clear();  // it names a folder that goes away
  return failure;
}

absl::StatusOr<DemoFailure> DemoLab::FindFailure() const {
  const absl::StatusOr<std::vector<std::string>> tests = Tests();
  if (!tests.ok()) return tests.status();
  for (const char* suite : kSuites) {
    for (const std::string& test : OfSuite(*tests, suite)) {
      absl::StatusOr<std::optional<DemoFailure>> failure = Explore(test);
      if (!failure.ok()) return failure.status();
      if (*failure) return **std::move(failure);
    }
  }
  return FailureOfChecks();
}

absl::StatusOr<Report> DemoLab::Check(const std::filesystem::path& submission) const {
  return RunChecks({.root = root_,
                    .lab = &lab_,
                    .submission = submission,
                    .compiler = &compiler_,
                    .sandbox = &named_->sandbox,
                    .only = lab_.manifest.starter_fails,
                    .reproduce = absl::StrCat("./racelab check ", lab_.number)});
}

absl::StatusOr<DemoFailure> DemoLab::FailureOfChecks() const {
  const absl::StatusOr<Report> report = Check(options_.submission);
  if (!report.ok()) return report.status();
  for (size_t i = 0; i < report->checks.size(); ++i) {
    const CheckResult& check = report->checks[i];
    if (check.verdict != Verdict::kFail || check.findings.empty()) continue;
    DemoFailure failure{
        .check = check.kind, .test = "", .finding = check.findings.front(), .solution = {}};
    const absl::StatusOr<Report> solution = Check(lab_.solution);
    if (solution.ok() && solution->checks[i].verdict == Verdict::kPass) {
      failure.solution =
          Comparison{.name = "Solution",
                     .outcome = absl::StrCat(
                         "The solution passes this check: ", solution->checks[i].summary, "."),
                     .walk = {}};
    }
    return failure;
  }
  return absl::NotFoundError(
      absl::StrCat(lab_.id, ": nothing is wrong with its files; is the starter still there?"));
}

std::string DemoLab::Notes() const {
  const absl::StatusOr<std::string> markdown = ReadFile(lab_.solution / "NOTES.md");
  if (!markdown.ok()) return "";
  std::string notes;
  for (const Section& section : SplitMarkdown(*markdown)) {
    if (!absl::StartsWith(section.heading, "Why the ") &&
        !absl::StrContains(section.heading, "iscuss")) {
      continue;
    }
    absl::StrAppend(&notes, notes.empty() ? "" : "\n\n", "## ", section.heading, "\n\n",
                    section.text);
  }
  return notes;
}

}  // namespace racelab
