// racelab replay: repeats the execution that a token holds, explained or in the debugger.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/base/text.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/explore_target.h"
#include "checker/cli/recorded_run.h"
#include "checker/cli/report_output.h"
#include "checker/report/explain.h"
#include "checker/report/player.h"
#include "checker/trace/token.h"

namespace racelab {
namespace {

using Named = std::unique_ptr<NamedTarget>;

absl::StatusOr<bool> IsOf(const trace::Token& token, const NamedTarget& named) {
  const absl::StatusOr<uint32_t> hash = HashOfProgram(named.target.facts.executable);
  if (!hash.ok()) return hash.status();
  return *hash == token.program;
}

// The lab or program that the user names, which must be the token's; without one, the lab that has
// the token's test.
absl::StatusOr<Named> TargetOf(const Options& options, const trace::Token& token) {
  std::vector<std::string> candidates = {options.lab};
  if (options.lab.empty()) {
    if (token.test.empty()) {
      return absl::InvalidArgumentError(
          "this token belongs to a program of your own; name it behind the token, with its "
          "arguments: racelab replay TOKEN ./program ARGUMENTS");
    }
    auto labs = LabsWithTest(token.test);
    if (!labs.ok()) return labs.status();
    if (labs->empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("this token belongs to a test ", token.test, ", which no lab has"));
    }
    candidates = *std::move(labs);
  }
  for (const std::string& candidate : candidates) {
    Options named_options = options;
    named_options.lab = candidate;
    absl::StatusOr<Named> named = FindTarget(named_options);
    if (!named.ok()) return named.status();
    if ((*named)->IsLab() == token.test.empty()) continue;
    const absl::StatusOr<bool> same = IsOf(token, **named);
    if (!same.ok()) return same.status();
    if (*same) return named;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "this token belongs to another program, or to another version of ",
      absl::StrJoin(candidates, " or "),
      ": its source, its compiler or racelab has changed; explore it again for a new token"));
}

// What the runtime reads from the file that $RACELAB_REPLAY names: whether the scenario begins
// later than main, with a test, and the plan.
absl::Status WritePlanFile(bool take_over, const trace::ExecutionPlan& plan,
                           const std::filesystem::path& file) {
  const auto raw = std::make_unique<trace::Plan>();
  if (absl::Status status = trace::WritePlan(plan, *raw); !status.ok()) return status;
  const uint32_t later = take_over ? 1 : 0;
  std::string bytes(reinterpret_cast<const char*>(&later), sizeof later);
  bytes.append(reinterpret_cast<const char*>(raw.get()), sizeof *raw);
  return WriteFile(file, bytes);
}

// Waits for gdb, which has the terminal. Its exit code is ours.
int Debug(const NamedTarget& named, const trace::ExecutionPlan& plan) {
  const std::string gdb = FindInPath("gdb");
  if (gdb.empty()) {
    return Fail(absl::UnavailableError("gdb is not installed; install the package gdb"));
  }
  const absl::StatusOr<TempDir> folder = TempDir::Create("racelab-replay");
  if (!folder.ok()) return Fail(folder.status());
  const std::filesystem::path file = folder->path() / "plan";
  if (absl::Status status = WritePlanFile(!named.target.test.empty(), plan, file); !status.ok())
    return Fail(status);

  const ExploreTarget& target = named.target;
  std::vector<std::string> words = {gdb, "-q", "-ex",
                                    absl::StrCat("set environment RACELAB_REPLAY ", file.string())};
  // File names in debug information are relative to the lab's folder.
  if (named.IsLab())
    words.insert(words.end(), {"-ex", "directory " + target.facts.sources.string()});
  // The runtime's function through which every failing execution ends.
  words.insert(words.end(), {"-ex", "break racelab::rt::EndWithFinding", "-ex", "run"});
  words.insert(words.end(), {"--args", target.facts.executable.string()});
  words.insert(words.end(), target.argv.begin() + 1, target.argv.end());
  if (!target.test.empty()) words.push_back("--gtest_filter=" + target.test);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t pid = -1;
  if (posix_spawn(&pid, gdb.c_str(), nullptr, nullptr, argv.data(), environ) != 0) {
    return Fail(absl::UnavailableError("gdb cannot be started"));
  }
  int status = 0;  // ctrl-C is for gdb: it reaches us too, and changes nothing
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : kExitInconclusive;
}

absl::Status WritePage(const Options& options, const NamedTarget& named,
                       const trace::ExecutionPlan& plan, const Finding& finding) {
  PlayedFinding played{.finding = finding, .comparison = {}};
  if (options.compare) {
    absl::StatusOr<Comparison> comparison = SolutionUnder(options, named, plan);
    if (!comparison.ok()) return comparison.status();
    played.comparison = *std::move(comparison);
  }
  return WriteTarget(options.html, PlayerHtml({.program = named.name, .findings = {played}}));
}

int Show(const Options& options, const NamedTarget& named, const trace::ExecutionPlan& plan) {
  const absl::StatusOr<trace::Execution> execution = RunRecorded(named.target, plan);
  if (!execution.ok()) return Fail(execution.status());
  if (!execution->Failed()) {
    if (execution->end == trace::End::kCompleted) {
      Print(absl::StrCat(named.name, ": this schedule comes to its end, and nothing fails.\n"));
      return kExitPassed;
    }
    Complain(absl::StrCat(named.name,
                          ": no verdict, the execution broke off: ", CleanText(execution->text())));
    return kExitInconclusive;
  }
  absl::StatusOr<Finding> finding = ExplainExecution(named.target, plan, *execution);
  if (!finding.ok()) return Fail(finding.status());
  if (!options.html.empty()) {
    const absl::Status written = WritePage(options, named, plan, *finding);
    if (!written.ok()) return Fail(written);
    if (options.html == "-") return kExitFailed;
  }
  TerminalStyle style = StyleOf(STDOUT_FILENO);
  style.all = options.all;
  CheckResult check{.name = "replay", .kind = "explore", .verdict = Verdict::kFail};
  check.findings = {*std::move(finding)};
  Print(absl::StrCat(named.name, ": ", KindTitle(check.findings[0].kind), ".\n"));
  Print(FormatFindings(check, style));
  return kExitFailed;
}

}  // namespace

int RunReplay(const Options& options) {
  const absl::StatusOr<trace::Token> token = trace::DecodeToken(options.token);
  if (!token.ok()) return Fail(token.status());
  if (options.compare && options.html.empty()) {
    return Fail(absl::InvalidArgumentError("--compare goes with --html"));
  }
  const absl::StatusOr<Named> named = TargetOf(options, *token);
  if (!named.ok()) return Fail(named.status());
  (*named)->target.test = token->test;
  return options.gdb ? Debug(**named, token->plan) : Show(options, **named, token->plan);
}

}  // namespace racelab
