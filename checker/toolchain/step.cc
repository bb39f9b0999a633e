// Runs compilers with limits on time, memory and file size, and keeps what they make.
#include "checker/toolchain/step.h"

#include <signal.h>
#include <stdlib.h>

#include <optional>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "checker/base/subprocess.h"
#include "checker/base/text.h"
#include "checker/toolchain/locals.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

// Of wall time, for a compiler that waits for something. What a source costs is limited in CPU
// time, because on a busy machine an ordinary file takes minutes.
constexpr absl::Duration kTimeLimit = absl::Minutes(20);
constexpr uintmax_t kTightDisk = 16 << 20;

// Only what a compiler needs: variables such as CPATH would change results behind the cache's back.
// A compiler that is killed leaves its temporary files: they go away with the prepared folder.
std::vector<std::string> Environment(const fs::path& prepared) {
  std::vector<std::string> environment = {"LC_ALL=C", absl::StrCat("TMPDIR=", prepared.string())};
  if (const char* path = getenv("PATH")) environment.push_back(absl::StrCat("PATH=", path));
  return environment;
}

std::string Relative(const BuildStep& step, const std::string& text) {
  std::string log = absl::StrReplaceAll(text, step.names);
  log = absl::StrReplaceAll(log, {{absl::StrCat(step.folder.string(), "/"), ""}});
  return absl::StrReplaceAll(log, {{absl::StrCat(step.root.string(), "/"), ""}});
}

bool DiskIsFull(const fs::path& folder) {
  std::error_code error;
  const fs::space_info space = fs::space(folder, error);
  return !error && space.available < kTightDisk;
}

// The limit that a failed command ran into, or "". Compilers report a lack of memory in many ways;
// one that dies from a signal is broken by its input too.
std::string Exhausted(const CommandResult& result) {
  if (result.timed_out) return "20 minutes";
  if (result.signal == SIGXCPU || absl::StrContains(result.err, "CPU time limit exceeded")) {
    return "60 s of CPU time";
  }
  bool exhausted = result.signal != 0 || result.code >= 128;
  for (const char* sign : {"out of memory", "virtual memory exhausted", "bad_alloc",
                           "Cannot allocate memory", "File too large", "ile size limit exceeded"}) {
    exhausted |= absl::StrContains(result.err, sign);
  }
  return exhausted ? "4 GiB of memory or 1 GiB of output" : "";
}

absl::StatusOr<CommandResult> RunLimited(const BuildStep& step, const fs::path& prepared,
                                         const std::vector<std::string>& arguments) {
  Command command;
  command.argv = {"prlimit", "--as=4294967296", "--fsize=1073741824", "--core=0", "--cpu=60:70"};
  command.argv.push_back(step.argv[0]);
  Append(command.argv, arguments);
  command.directory = step.folder.string();
  command.environment = Environment(prepared);
  command.timeout = kTimeLimit;
  return RunCommand(command);
}

// The step's arguments without the compiler's name.
std::vector<std::string> Arguments(const BuildStep& step) {
  return {step.argv.begin() + 1, step.argv.end()};
}

std::optional<TwoSteps> StepsOf(const BuildStep& step, const Compiler& compiler) {
  if (step.ours) return std::nullopt;
  return InTwoSteps(Arguments(step), compiler.family, "output");
}

absl::StatusOr<CommandResult> RunOneStep(const BuildStep& step, const fs::path& prepared) {
  std::vector<std::string> arguments = Arguments(step);
  Append(arguments, {"-o", prepared / "output"});
  return RunLimited(step, prepared, arguments);
}

// Code that the compiler does not take back any more is compiled in one step, as it is.
absl::StatusOr<CommandResult> RunTwoSteps(const BuildStep& step, const fs::path& prepared,
                                          TwoSteps steps) {
  const std::string code = (prepared / "code.ll").string();
  Append(steps.to_code, {"-o", code});
  absl::StatusOr<CommandResult> first = RunLimited(step, prepared, steps.to_code);
  if (!first.ok() || !first->Ok()) return first;
  if (absl::Status status = ShowLocalsIn(code); !status.ok()) return status;
  Append(steps.to_object, {code, "-o", prepared / "output"});
  absl::StatusOr<CommandResult> second = RunLimited(step, prepared, steps.to_object);
  std::error_code ignored;
  fs::remove(code, ignored);  // the rest of the folder is kept
  if (second.ok() && !second->Ok()) return RunOneStep(step, prepared);
  if (second.ok()) second->err = absl::StrCat(first->err, second->err);
  return second;
}

absl::StatusOr<CommandResult> RunCompiler(const BuildStep& step, const Compiler& compiler,
                                          const fs::path& prepared) {
  if (auto steps = StepsOf(step, compiler)) return RunTwoSteps(step, prepared, *std::move(steps));
  return RunOneStep(step, prepared);
}

}  // namespace

std::string StepKey(const Cache& cache, const Compiler& compiler, const BuildStep& step) {
  std::string text = absl::StrJoin(step.argv, "\n");
  text = absl::StrReplaceAll(text, {{cache.folder().string(), "CACHE"}});
  text = absl::StrReplaceAll(text, {{step.folder.string(), "FOLDER"}});
  text = absl::StrReplaceAll(text, {{step.root.string(), "ROOT"}});
  if (StepsOf(step, compiler)) absl::StrAppend(&text, "\nlocals ", kLocalsVersion);
  return Sha256(absl::StrCat(compiler.fingerprint, "\n", text, "\n", step.inputs));
}

absl::StatusOr<StepResult> RunStep(const Cache& cache, const Compiler& compiler,
                                   const BuildStep& step) {
  const std::string key = StepKey(cache, compiler, step);
  if (std::optional<CacheEntry> entry = cache.Find(key)) {
    return StepResult{.ok = true, .output = entry->output, .log = entry->log, .exhausted = ""};
  }
  const absl::StatusOr<fs::path> prepared = cache.Prepare();
  if (!prepared.ok()) return prepared.status();
  const absl::StatusOr<CommandResult> result = RunCompiler(step, compiler, *prepared);
  if (result.ok() && result->Ok()) {
    const std::string log = Relative(step, result->err);
    const absl::StatusOr<CacheEntry> entry = cache.Commit(key, *prepared, log);
    if (!entry.ok()) return entry.status();
    return StepResult{.ok = true, .output = entry->output, .log = log, .exhausted = ""};
  }
  std::error_code ignored;
  const bool full = DiskIsFull(cache.folder());
  fs::remove_all(*prepared, ignored);
  if (!result.ok()) return result.status();
  if (full) {
    return absl::UnavailableError(
        absl::StrCat("the compiler failed and the disk of ", cache.folder().string(),
                     " is full; free some space and run the command again"));
  }
  return StepResult{.ok = false,
                    .output = "",
                    .log = Relative(step, result->err),
                    .exhausted = Exhausted(*result)};
}

}  // namespace racelab
