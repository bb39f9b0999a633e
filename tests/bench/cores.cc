// The same search on one core and on two: executions a second, and what came of it.
#include <sched.h>

#include <cstdio>

#include "checker/explore/explorer.h"
#include "checker/explore/session_pair.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr int kRounds = 5;
constexpr uint64_t kExecutions = 20'000;

// For this process and those that it starts from now on. All: as many as `allowed`.
void MayUse(const cpu_set_t& allowed, bool all) {
  cpu_set_t set = allowed;
  for (int cpu = 0, kept = 0; cpu < CPU_SETSIZE && !all; ++cpu) {
    if (CPU_ISSET(cpu, &set) && kept++ > 0) CPU_CLR(cpu, &set);
  }
  sched_setaffinity(0, sizeof set, &set);
}

std::unique_ptr<explore::Executor> Start(const std::string& program, bool pair) {
  explore::SessionOptions options;
  options.command.argv = {program};
  if (!pair) return StartOrExit({program});
  auto started = explore::SessionPair::Start(options);
  if (!started.ok()) GiveUp(std::string(started.status().message()));
  return *std::move(started);
}

// Executions a second; `distinct`: schedules that were different.
double Search(const std::string& program, const std::string& strategy, bool pair,
              uint64_t& distinct) {
  const std::unique_ptr<explore::Executor> executor = Start(program, pair);
  const double begin = Now();
  const auto result =
      explore::Explore(*executor, {.strategy = strategy, .executions = kExecutions});
  if (!result.ok()) GiveUp(std::string(result.status().message()));
  distinct = result->distinct;
  return static_cast<double>(result->executions) / (Now() - begin);
}

bool Compare(const cpu_set_t& allowed, const std::string& program, const std::string& strategy) {
  std::vector<double> one, two, ratios;
  bool same = true;
  for (int round = 0; round < kRounds; ++round) {
    uint64_t alone = 0, together = 0;
    MayUse(allowed, false);
    one.push_back(Search(program, strategy, false, alone));
    MayUse(allowed, true);
    two.push_back(Search(program, strategy, true, together));
    ratios.push_back(two.back() / one.back());
    same &= alone == together;
  }
  std::printf("  %-10s one core %6.0f a second, two %6.0f: %.2f times; schedules %s\n",
              strategy.c_str(), Median(one), Median(two), Median(ratios),
              same ? "the same" : "NOT THE SAME");
  return same;
}

}  // namespace

bool Cores() {
  cpu_set_t allowed;
  sched_getaffinity(0, sizeof allowed, &allowed);
  const Compiler compiler = CompilerOrExit("");
  std::printf("%s %s; %d of %d processors; median of %d\n", compiler.family.c_str(),
              compiler.version.c_str(), std::min(2, CPU_COUNT(&allowed)), CPU_COUNT(&allowed),
              kRounds);
  bool right = true;
  for (const char* name : {"two_by_two", "buffer"}) {
    std::printf("%s:\n", name);
    const std::string program = BuildProgram(
        Build::kExplore, std::string("tests/bench/programs/") + name + ".cc", compiler);
    for (const char* strategy : {"random", "portfolio"}) {
      right &= Compare(allowed, program, strategy);
    }
  }
  return right;
}

}  // namespace racelab::bench
