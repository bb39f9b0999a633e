// The same search by one process of the program, held on one core with the tool and not, and by
// two: executions a second, and whether the schedules are the same.
#include <sched.h>

#include <cstdio>

#include "checker/explore/explorer.h"
#include "checker/explore/session_pair.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr int kRounds = 6;
constexpr uint64_t kExecutions = 10'000;

// For this process and those that it starts from now on. All: as many as `allowed`.
void MayUse(const cpu_set_t& allowed, bool all) {
  cpu_set_t set = allowed;
  for (int cpu = 0, kept = 0; cpu < CPU_SETSIZE && !all; ++cpu) {
    if (CPU_ISSET(cpu, &set) && kept++ > 0) CPU_CLR(cpu, &set);
  }
  sched_setaffinity(0, sizeof set, &set);
}

using Arguments = std::vector<std::string>;

std::unique_ptr<explore::Executor> Start(const Arguments& argv, bool pair) {
  explore::SessionOptions options;
  options.command.argv = argv;
  if (!pair) return StartOrExit(argv);
  auto started = explore::SessionPair::Start(options);
  if (!started.ok()) GiveUp(std::string(started.status().message()));
  return *std::move(started);
}

// Executions a second; `distinct`: schedules that were different.
double Search(const Arguments& argv, const std::string& strategy, bool pair, uint64_t& distinct) {
  const std::unique_ptr<explore::Executor> executor = Start(argv, pair);
  const double begin = Now();
  const auto result =
      explore::Explore(*executor, {.strategy = strategy, .executions = kExecutions});
  if (!result.ok()) GiveUp(std::string(result.status().message()));
  distinct = result->distinct;
  return static_cast<double>(result->executions) / (Now() - begin);
}

bool Compare(const cpu_set_t& allowed, const Arguments& argv, const std::string& strategy) {
  std::vector<double> pinned, one, two, ratios;
  uint64_t distinct[3];
  bool same = true;
  for (int round = 0; round < kRounds; ++round) {
    MayUse(allowed, false);
    pinned.push_back(Search(argv, strategy, false, distinct[0]));
    MayUse(allowed, true);
    // Where the kernel puts a process depends on who ran before it: in turn.
    for (const bool pair : {round % 2 == 0, round % 2 != 0}) {
      (pair ? two : one).push_back(Search(argv, strategy, pair, distinct[pair ? 2 : 1]));
    }
    ratios.push_back(two.back() / one.back());
    same &= distinct[0] == distinct[1] && distinct[1] == distinct[2];
  }
  std::printf("  %-10s %6.0f a second on one core, %6.0f on all, %6.0f by two: %.2f times; %s\n",
              strategy.c_str(), Median(pinned), Median(one), Median(two), Median(ratios),
              same ? "the same schedules" : "NOT THE SAME SCHEDULES");
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
  const auto build = [&](const std::string& name) {
    return BuildProgram(Build::kExplore, "tests/bench/programs/" + name + ".cc", compiler).string();
  };
  const std::string buffer = build("buffer");
  const std::vector<std::pair<const char*, Arguments>> programs = {
      {"2 threads x 2 increments", {build("two_by_two")}},
      {"bounded buffer, 4 threads, 1 value each", {buffer, "1"}},
      {"the same, 10 values each", {buffer, "10"}}};
  for (const auto& [name, argv] : programs) {
    std::printf("%s:\n", name);
    for (const char* strategy : {"random", "portfolio"}) right &= Compare(allowed, argv, strategy);
  }
  return right;
}

}  // namespace racelab::bench
