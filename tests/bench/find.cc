// Time to the first failure: the explorer, a loop of TSan runs and a loop of plain runs.
#include <cmath>
#include <cstdio>
#include <optional>

#include "absl/strings/str_format.h"
#include "checker/explore/explorer.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr uint64_t kSeeds = 20;
constexpr int kLoops = 5;            // of runs; the median counts
constexpr double kLoopSeconds = 20;  // after which a loop gives up
constexpr double kStuckSeconds = 1;  // a run that takes longer hangs: a failure, seen by then

struct FirstFailure {
  uint64_t executions = 0;  // 0: none within the budget
  double seconds = 0;
};

// As `racelab explore` searches, from the start of the program on; without minimising.
FirstFailure Search(const std::string& program, uint64_t budget, uint64_t seed) {
  const double begin = Now();
  const auto session = StartOrExit({program});
  explore::ExploreRequest request;
  request.executions = budget;
  request.seed = seed;
  request.after_first = 0;
  request.minimize_tries = 0;
  const auto result = explore::Explore(*session, request);
  if (!result.ok()) GiveUp(std::string(result.status().message()));
  return {result->first_failure, Now() - begin};
}

struct Loop {
  uint64_t runs = 0;
  double seconds = 0;
  bool failed = false;  // at the last run
};

Loop RunUntilFailure(const std::string& program) {
  Command command;
  command.argv = {program};
  command.timeout = absl::Seconds(kStuckSeconds);
  Loop loop;
  const double begin = Now();
  while (!loop.failed && loop.seconds < kLoopSeconds) {
    const absl::StatusOr<CommandResult> result = RunCommand(command);
    if (!result.ok()) GiveUp(std::string(result.status().message()));
    ++loop.runs;
    loop.failed = !result->Ok();
    loop.seconds = Now() - begin;
  }
  return loop;
}

// The median of some loops. One that found nothing gives up on the others, too: the median is then
// at least as long.
Loop MedianLoop(const std::string& program) {
  std::vector<Loop> loops;
  int without = 0;
  while (static_cast<int>(loops.size()) < kLoops && without <= kLoops / 2) {
    loops.push_back(RunUntilFailure(program));
    without += !loops.back().failed;
  }
  std::sort(loops.begin(), loops.end(), [](const Loop& a, const Loop& b) {
    return a.failed != b.failed ? a.failed : a.seconds < b.seconds;
  });
  return without > kLoops / 2 ? loops.back() : loops[loops.size() / 2];
}

std::string Text(const Loop& loop, double ours) {
  return absl::StrFormat("%s %7u runs %6.2f s %s%6.0fx",
                         loop.failed ? "found in    " : "not found in", loop.runs, loop.seconds,
                         loop.failed ? "  " : " >", loop.seconds / ours);
}

}  // namespace

bool Find() {
  const Compiler compiler = CompilerOrExit("");
  std::printf(
      "%s. Explorer: %d seeds. Loops: until the first failure, at most %.0f s; median of %d.\n",
      compiler.version.c_str(), static_cast<int>(kSeeds), kLoopSeconds, kLoops);
  std::printf("%-15s %-38s %-47s %s\n", "program", "explorer: found, executions, time",
              "TSan runs, and time compared to the explorer", "plain runs");
  bool all = true;
  for (const BadProgram& bad : BadPrograms()) {
    const std::string program = BuildProgram(Build::kExplore, bad.source, compiler);
    std::vector<uint64_t> executions;
    std::vector<double> seconds;
    for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
      const FirstFailure first = Search(program, bad.budget, seed);
      if (first.executions == 0) continue;
      executions.push_back(first.executions);
      seconds.push_back(first.seconds);
    }
    all &= executions.size() == kSeeds;
    if (executions.empty()) {
      std::printf("%-15s  0 of %u\n", bad.name, static_cast<unsigned>(kSeeds));
      continue;
    }
    const double ours = Median(seconds);
    std::printf("%-15s %2zu of %u, %3u (at most %3u), %6.1f ms  ", bad.name, executions.size(),
                static_cast<unsigned>(kSeeds), static_cast<unsigned>(Median(executions)),
                static_cast<unsigned>(*std::max_element(executions.begin(), executions.end())),
                ours * 1e3);
    std::printf("%s  ",
                Text(MedianLoop(BuildProgram(Build::kTsan, bad.source, compiler)), ours).c_str());
    std::printf("%s\n",
                Text(MedianLoop(BuildProgram(Build::kPlain, bad.source, compiler)), ours).c_str());
  }
  return all;
}

}  // namespace racelab::bench
