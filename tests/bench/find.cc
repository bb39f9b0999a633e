// Time to the first failure: the explorer, a loop of TSan runs and a loop of plain runs.
#include <cstdio>
#include <cstdlib>

#include "checker/explore/explorer.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr unsigned kSeeds = 20;
constexpr int kLoops = 3;            // of runs; the median counts
constexpr double kPatience = 120;    // times the explorer's time, after which a loop gives up
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

Loop RunUntilFailure(const std::string& program, double patience) {
  Command command;
  command.argv = {program};
  command.timeout = absl::Seconds(kStuckSeconds);
  // As in the check "tsan": a warning of the order of locks comes for right programs, too.
  setenv("TSAN_OPTIONS", "detect_deadlocks=0", 1);
  Loop loop;
  const double begin = Now();
  while (!loop.failed && loop.seconds < patience) {
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
Loop MedianLoop(const std::string& program, double patience) {
  std::vector<Loop> loops;
  int without = 0;
  while (static_cast<int>(loops.size()) < kLoops && without <= kLoops / 2) {
    loops.push_back(RunUntilFailure(program, patience));
    without += !loops.back().failed;
  }
  std::sort(loops.begin(), loops.end(), [](const Loop& a, const Loop& b) {
    return a.failed != b.failed ? a.failed : a.seconds < b.seconds;
  });
  return without > kLoops / 2 ? loops.back() : loops[loops.size() / 2];
}

void PrintLoop(const char* kind, const std::string& program, double ours) {
  const Loop loop = MedianLoop(program, kPatience * ours);
  std::printf("  %-6s %s %u runs, %.2f s: %s%.0f times as long\n", kind,
              loop.failed ? "found in" : "NOT found in", static_cast<unsigned>(loop.runs),
              loop.seconds, loop.failed ? "" : "more than ", loop.seconds / ours);
}

bool FindOne(const BadProgram& bad, const Compiler& compiler) {
  const std::string program = BuildProgram(Build::kExplore, bad.source, compiler);
  std::vector<uint64_t> executions;
  std::vector<double> seconds;
  for (unsigned seed = 1; seed <= kSeeds; ++seed) {
    const FirstFailure first = Search(program, bad.budget, seed);
    if (first.executions == 0) continue;
    executions.push_back(first.executions);
    seconds.push_back(first.seconds);
  }
  std::printf("%s (%s)\n  explorer: found by %zu of %u seeds within %u executions", bad.name,
              bad.source, executions.size(), kSeeds, static_cast<unsigned>(bad.budget));
  if (executions.empty()) return std::printf("\n"), false;
  const double ours = Median(seconds);
  std::printf(
      "; median %u, at most %u; median %.1f ms\n", static_cast<unsigned>(Median(executions)),
      static_cast<unsigned>(*std::max_element(executions.begin(), executions.end())), ours * 1e3);
  PrintLoop("TSan:", BuildProgram(Build::kTsan, bad.source, compiler), ours);
  PrintLoop("plain:", BuildProgram(Build::kPlain, bad.source, compiler), ours);
  return executions.size() == kSeeds;
}

}  // namespace

bool Find() {
  const Compiler compiler = CompilerOrExit("");
  std::printf(
      "%s %s; explorer: seeds 1 to %u; loops of runs: median of %d, each until its first\n"
      "failure or %.0f times the explorer's time; a run of %.0f s hangs, which is a failure\n",
      compiler.family.c_str(), compiler.version.c_str(), kSeeds, kLoops, kPatience, kStuckSeconds);
  bool all = true;
  for (const BadProgram& bad : BadPrograms()) all &= FindOne(bad, compiler);
  return all;
}

}  // namespace racelab::bench
