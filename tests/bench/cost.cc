// Nanoseconds of an event without a switch, and executions a second on one core.
#include <sched.h>

#include <cstdio>

#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr int kRounds = 9;

// The session's process, and its executions, stay on one core from here on.
void StayOnOneCore() {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(sched_getcpu(), &set);
  sched_setaffinity(0, sizeof set, &set);
}

struct Run {
  double seconds;
  trace::Execution execution;
};

Run Time(explore::Executor& executor, const trace::ExecutionPlan& plan) {
  const double begin = Now();
  trace::Execution execution = RunOrExit(executor, plan);
  if (execution.end != trace::End::kCompleted || execution.Failed()) {
    GiveUp("an execution that is measured failed: " + std::string(execution.text()));
  }
  return {Now() - begin, std::move(execution)};
}

// The difference between many and few rounds of a loop, by the events between them.
void PrintEvent(const std::string& program, const char* kind, bool all_points) {
  const auto few = StartOrExit({program, kind, "1000"});
  const auto many = StartOrExit({program, kind, "200000"});
  trace::ExecutionPlan plan;
  plan.all_points = all_points;
  std::vector<double> nanoseconds;
  for (int round = 0; round < kRounds; ++round) {
    const Run less = Time(*few, plan), more = Time(*many, plan);
    const uint64_t events = std::max(more.execution.events - less.execution.events,
                                     more.execution.points - less.execution.points);
    nanoseconds.push_back((more.seconds - less.seconds) * 1e9 / static_cast<double>(events));
  }
  std::printf("  %-38s %5.1f ns (least %5.1f)\n",
              (std::string(kind) + (all_points ? ", each a scheduling point" : "")).c_str(),
              Median(nanoseconds), *std::min_element(nanoseconds.begin(), nanoseconds.end()));
}

void PrintExecutions(const std::string& program, bool restarts) {
  const auto session = StartOrExit({program}, restarts);
  std::vector<trace::ExecutionPlan> plans(2'000);
  for (size_t i = 0; i < plans.size(); ++i) {
    plans[i].rule = trace::Rule::kRandom;
    plans[i].seed = i;
    plans[i].switch_permille = 300;
  }
  std::vector<double> rates;
  for (int round = 0; round < kRounds; ++round) {
    const double begin = Now();
    const auto executions = session->Run(plans);
    if (!executions.ok() || executions->size() != plans.size()) GiveUp("an execution failed");
    rates.push_back(static_cast<double>(plans.size()) / (Now() - begin));
  }
  std::printf("  %-28s %6.0f executions a second (best %.0f)\n",
              restarts ? "one process, put back" : "each a fork", Median(rates),
              *std::max_element(rates.begin(), rates.end()));
}

}  // namespace

bool Cost() {
  StayOnOneCore();
  const Compiler compiler = CompilerOrExit("");
  std::printf("%s %s; one core; median of %d\n", compiler.family.c_str(), compiler.version.c_str(),
              kRounds);
  std::printf("An event without a switch, the instrumented loop around it included:\n");
  const std::string events =
      BuildProgram(Build::kExplore, "tests/bench/programs/events.cc", compiler);
  for (const char* kind : {"read", "write", "atomic", "mutex"}) PrintEvent(events, kind, false);
  for (const char* kind : {"read", "write"}) PrintEvent(events, kind, true);
  std::printf("2 threads x 2 increments:\n");
  const std::string increments =
      BuildProgram(Build::kExplore, "tests/bench/programs/two_by_two.cc", compiler);
  for (const bool restarts : {false, true}) PrintExecutions(increments, restarts);
  return true;
}

}  // namespace racelab::bench
