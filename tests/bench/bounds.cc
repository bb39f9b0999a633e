// How many executions dfs needs for all schedules with so many preemptions, with and without
// merging the states to which several of them come.
#include <array>
#include <cstdio>

#include "checker/explore/strategies.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr uint64_t kMost = 20'000;
constexpr int kBounds = 4;  // 0 to 3 preemptions

struct Program {
  const char* name;
  const char* threads;
  const char* rounds;
};

constexpr Program kPrograms[] = {
    {"writers", "4", "0"}, {"readers", "6", "0"},      {"last_zero", "4", "4"},
    {"indexer", "3", "0"}, {"philosophers", "3", "0"}, {"mutex", "2", "3"},
    {"mutex", "3", "2"},   {"pairs", "2", "3"},        {"pairs", "3", "2"}};

// By bound; 0: it did not come so far.
std::array<uint64_t, kBounds> Executions(explore::Executor& executor, bool merge_states) {
  const auto dfs = explore::MakeDfs(false, merge_states);
  std::array<uint64_t, kBounds> needed = {};
  for (uint64_t n = 1; n <= kMost && needed.back() == 0; ++n) {
    const auto plan = dfs->Next();
    if (plan) dfs->Learn(*plan, RunOrExit(executor, *plan), true);
    const explore::Coverage known = dfs->coverage();
    const int done = known.all ? kBounds - 1 : std::min(known.preemptions, kBounds - 1);
    for (int bound = 0; bound <= done; ++bound) {
      uint64_t& at = needed[static_cast<size_t>(bound)];
      if (at == 0) at = n;
    }
    if (!plan) break;
  }
  return needed;
}

}  // namespace

bool Bounds() {
  const Compiler compiler = CompilerOrExit("");
  const std::string program =
      BuildProgram(Build::kExplore, "tests/bench/programs/counting.c", compiler);
  std::printf("Executions for all schedules with up to 0, 1, 2 and 3 preemptions:\n");
  std::printf("%-14s %7s %6s  %-31s  %s\n", "program", "threads", "rounds", "each schedule",
              "states merged");
  bool right = true;
  for (const Program& p : kPrograms) {
    const auto session = StartOrExit({program, p.name, p.threads, p.rounds});
    const auto each = Executions(*session, false), merged = Executions(*session, true);
    std::printf("%-14s %7s %6s ", p.name, p.threads, p.rounds);
    for (const auto& needed : {each, merged}) {
      for (const uint64_t executions : needed) {
        if (executions == 0) {
          std::printf("       -");
        } else {
          std::printf(" %7llu", static_cast<unsigned long long>(executions));
        }
      }
      std::printf(" ");
    }
    std::printf("\n");
    right &= merged[2] != 0;
  }
  return right;
}

}  // namespace racelab::bench
