// Builds the programs that are measured, and starts sessions of them.
#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "tests/bench/bench.h"

namespace racelab::bench {

namespace fs = std::filesystem;

void GiveUp(const std::string& why) {
  std::fprintf(stderr, "explorer_bench: %s\n", why.c_str());
  std::exit(1);
}

const std::vector<BadProgram>& BadPrograms() {
  static const std::vector<BadProgram> programs = {
      {"ABBA deadlock", "tests/corpus/threads/deadlocks/two_locks_bad.cc", 500},
      {"check-then-act", "tests/corpus/threads/atomics/check_then_act_bad.cc", 500},
      {"lost wakeup", "tests/corpus/threads/conditions/notify_before_wait_bad.cc", 500},
      {"one condvar", "tests/corpus/threads/conditions/mixed_waiters_bad.cc", 500},
      {"Treiber ABA", "tests/corpus/threads/atomics/treiber_stack_bad.cc", 500},
      {"four switches", "tests/corpus/threads/rare/four_switches_bad.cc", 500},
      {"reorder 100", "tests/bench/programs/reorder_100.cc", 1'000},
  };
  return programs;
}

fs::path BuildProgram(Build build, const std::string& source, const Compiler& compiler) {
  static const absl::StatusOr<TempDir> folder = TempDir::Create("racelab-bench");
  if (!folder.ok()) GiveUp(std::string(folder.status().message()));
  static int number = 0;
  const fs::path program =
      folder->path() / absl::StrCat(++number, "_", fs::path(source).stem().string());
  const bool c = fs::path(source).extension() == ".c";
  Command command;
  switch (build) {
    case Build::kExplore:
      command.argv = {RACELAB_PROGRAM, c ? "cc" : "c++", "--compiler", compiler.path};
      break;
    case Build::kTsan: command.argv = {compiler.path, "-g", "-O1", "-fsanitize=thread"}; break;
    case Build::kPlain: command.argv = {compiler.path, "-O2", "-pthread"}; break;
  }
  const std::string path = (fs::path(RACELAB_SOURCE_DIR) / source).string();
  command.argv.insert(command.argv.end(),
                      {c ? "-std=c17" : "-std=c++20", path, "-o", program.string()});
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  if (!result.ok()) GiveUp(std::string(result.status().message()));
  if (!result->Ok()) GiveUp(absl::StrCat(source, " does not compile:\n", result->err));
  return program;
}

Compiler CompilerOrExit(const std::string& which) {
  absl::StatusOr<Compiler> compiler = PickCompiler(which);
  if (!compiler.ok()) GiveUp(std::string(compiler.status().message()));
  return *std::move(compiler);
}

std::unique_ptr<explore::Session> StartOrExit(const std::vector<std::string>& argv, bool restarts) {
  explore::SessionOptions options;
  options.command.argv = argv;
  options.restarts = restarts;
  absl::StatusOr<std::unique_ptr<explore::Session>> session =
      explore::Session::Start(std::move(options));
  if (!session.ok()) GiveUp(std::string(session.status().message()));
  return *std::move(session);
}

trace::Execution RunOrExit(explore::Executor& executor, const trace::ExecutionPlan& plan) {
  absl::StatusOr<trace::Execution> execution = executor.Run(plan);
  if (!execution.ok()) GiveUp(std::string(execution.status().message()));
  return *std::move(execution);
}

}  // namespace racelab::bench
