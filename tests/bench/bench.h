// The benchmarks of the explorer: each prints its numbers, and fails when the explorer was wrong.
//
// How fast it was never fails a benchmark: that depends on the machine.
//
// **Thread safety**: one thread.
#ifndef RACELAB_TESTS_BENCH_BENCH_H_
#define RACELAB_TESTS_BENCH_BENCH_H_

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "checker/explore/session.h"
#include "checker/toolchain/compiler.h"

namespace racelab::bench {

// Each returns whether everything was right. The names are the words of the command line.
bool Cost();             // of an event, of an execution
bool Cores();            // the same search on one core and on two
bool Scale();            // 64 threads and a million events; memory
bool Proofs();           // executions of dpor where their number is known
bool Bounds();           // executions of dfs for so many preemptions
bool Replay();           // 1,000 tokens, each in a process of its own
bool ReplayProcesses();  // 200 tokens of programs of several processes
bool Find();             // executions and time to the first failure, next to loops of runs
bool RightPrograms();    // of the corpus, under 300 seeds: none may be accused
bool RightAnswers();     // of the labs, the same
bool Processes();        // races through shared memory, deaths, speed
bool Leftovers();        // of 10,000 executions in which processes die
bool Isolation();        // what the sandbox's layers cost
bool Repetitions();      // every answer's exploration, 20 times
bool Schedules();  // the same executions in two processes; checksums to compare two runtimes with

enum class Build { kExplore, kTsan, kPlain };

// A program of the repository, compiled into a folder that goes away at the end. C programs (.c)
// only as kExplore.
std::filesystem::path BuildProgram(Build build, const std::string& source,
                                   const Compiler& compiler);

// Ends the benchmark with a message when there is no such compiler; "": the reference.
Compiler CompilerOrExit(const std::string& which);

// The same for a program that cannot be explored.
std::unique_ptr<explore::Session> StartOrExit(const std::vector<std::string>& argv,
                                              bool restarts = true);
trace::Execution RunOrExit(explore::Executor& executor, const trace::ExecutionPlan& plan);

[[noreturn]] void GiveUp(const std::string& why);

// The programs whose bugs must be found: name, source below the root, budget of executions.
struct BadProgram {
  const char* name;
  const char* source;
  uint64_t budget;
};
const std::vector<BadProgram>& BadPrograms();

inline double Now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// REQUIRES: values is not empty.
template <typename T>
T Median(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace racelab::bench

#endif  // RACELAB_TESTS_BENCH_BENCH_H_
