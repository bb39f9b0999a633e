// 64 threads and a million events in one execution: time and memory.
#include <cstdio>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

bool PrintRun(const std::string& title, const std::vector<std::string>& argv,
              const trace::ExecutionPlan& plan) {
  const auto session = StartOrExit(argv);
  const double begin = Now();
  const trace::Execution execution = RunOrExit(*session, plan);
  const bool fine = execution.end == trace::End::kCompleted && !execution.Failed();
  std::printf("%s: %s, %u tasks, %u events, %u scheduling points, %.2f s\n", title.c_str(),
              fine ? "completed" : ("FAILED: " + std::string(execution.text())).c_str(),
              execution.tasks, static_cast<unsigned>(execution.events),
              static_cast<unsigned>(execution.points), Now() - begin);
  for (const auto line : absl::StrSplit(session->output(), '\n')) {
    if (absl::StartsWith(line, "VmSize") || absl::StartsWith(line, "VmHWM") ||
        absl::StartsWith(line, "VmPTE")) {
      std::printf("    %s\n", std::string(line).c_str());
    }
  }
  return fine;
}

}  // namespace

bool Scale() {
  const std::string program =
      BuildProgram(Build::kExplore, "tests/bench/programs/many_threads.cc", CompilerOrExit(""));
  trace::ExecutionPlan stay, random;
  random.rule = trace::Rule::kRandom;
  random.switch_permille = 300;
  bool fine = PrintRun("2 threads, nothing done", {program, "2", "0"}, stay);
  fine &= PrintRun("64 threads, nothing done", {program, "64", "0"}, stay);
  fine &= PrintRun("64 threads, a million events, few switches", {program, "64", "2700"}, stay);
  fine &= PrintRun("64 threads, a million events, random", {program, "64", "2700"}, random);
  return fine;
}

}  // namespace racelab::bench
