// How many executions dpor needs for programs whose number of schedules that differ is known, next
// to dfs.
#include <cstdio>

#include "checker/explore/explorer.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr uint64_t kDfs = 20'000;

struct Program {
  const char* name;
  const char* threads;
  const char* rounds;
  const char* law;
  uint64_t expected;
};

constexpr Program kPrograms[] = {
    {"writers", "4", "0", "n!", 24},
    {"writers", "6", "0", "n!", 720},
    {"readers", "9", "0", "one writer, n - 1 readers: 2^(n-1)", 256},
    {"last_zero", "6", "6", "n - 1 writers and a reader: (n+2) 2^(n-3)", 64},
    {"last_zero", "11", "11", "the same", 3'328},
    {"indexer", "11", "0", "1 up to 11 threads", 1},
    {"indexer", "12", "0", "", 8},
    {"indexer", "13", "0", "", 64},
    {"indexer", "14", "0", "", 512},
    {"file_system", "13", "0", "1 up to 13 threads", 1},
    {"file_system", "14", "0", "", 2},
    {"file_system", "16", "0", "", 8},
    {"file_system", "18", "0", "", 32},
    {"philosophers", "3", "0", "n!", 6},
    {"philosophers", "5", "0", "n!", 120},
    {"mutex", "2", "3", "C(2m, m)", 20},
    {"mutex", "2", "6", "C(2m, m)", 924},
    {"pairs", "2", "3", "", 328},
    {"pairs", "3", "2", "", 7'134},
    {"pairs", "2", "6", "", 372'436},
};

explore::ExploreResult Run(explore::Session& session, const char* strategy, uint64_t executions) {
  auto result =
      explore::Explore(session, {.strategy = strategy, .executions = executions, .events = ~0ull});
  if (!result.ok()) GiveUp(std::string(result.status().message()));
  return *std::move(result);
}

}  // namespace

bool Proofs() {
  const Compiler compiler = CompilerOrExit("");
  const std::string program =
      BuildProgram(Build::kExplore, "tests/bench/programs/counting.c", compiler);
  bool right = true;
  std::printf("%-14s %7s %6s %9s %9s %11s %12s  %s\n", "program", "threads", "rounds", "expected",
              "dpor", "dpor 1/s", "dfs", "law");
  for (const Program& p : kPrograms) {
    const auto session = StartOrExit({program, p.name, p.threads, p.rounds});
    const double start = Now();
    const explore::ExploreResult dpor = Run(*session, "dpor", 2 * p.expected + 10);
    const double rate = static_cast<double>(dpor.executions) / (Now() - start);
    const explore::ExploreResult dfs = Run(*session, "dfs", kDfs);
    const bool exact = dpor.coverage.all && dpor.executions == p.expected;
    std::printf("%-14s %7s %6s %9llu %9llu %11.0f %s%11llu  %s%s\n", p.name, p.threads, p.rounds,
                static_cast<unsigned long long>(p.expected),
                static_cast<unsigned long long>(dpor.executions), rate,
                dfs.coverage.all ? " " : ">", static_cast<unsigned long long>(dfs.executions),
                p.law, exact ? "" : "  WRONG");
    right &= exact;
  }
  return right;
}

}  // namespace racelab::bench
