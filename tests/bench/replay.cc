// Tokens: each is repeated in a process of its own, with other addresses, by both compilers'
// builds.
#include <cstdio>
#include <set>

#include "checker/base/files.h"
#include "checker/explore/explorer.h"
#include "checker/explore/finding_key.h"
#include "checker/trace/token.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr size_t kTokens = 500;     // for each compiler
constexpr size_t kOfProgram = 100;  // at most, so that the rare ones have their share

using explore::FindingKey;

// Passes plans on, and keeps each failing execution of a new schedule with its token.
class Collector : public explore::Executor {
 public:
  struct Failure {
    std::string token;
    trace::Execution execution;
  };

  explicit Collector(explore::Executor& inner) : inner_(inner) {}

  absl::StatusOr<std::vector<trace::Execution>> Run(
      std::span<const trace::ExecutionPlan> plans) override {
    auto executions = inner_.Run(plans);
    if (!executions.ok()) return executions;
    for (size_t i = 0; i < executions->size(); ++i) {
      const trace::Execution& execution = (*executions)[i];
      if (!execution.Failed() || !hashes_.insert(execution.hash).second) continue;
      const trace::Token token = {.plan = trace::ReplayOf(plans[i], execution)};
      failures_.push_back({trace::EncodeToken(token), execution});
    }
    return executions;
  }

  const std::vector<Failure>& failures() const { return failures_; }

 private:
  explore::Executor& inner_;
  std::set<uint64_t> hashes_;
  std::vector<Failure> failures_;
};

// Failing executions of a program by several seeds, until there are enough.
std::vector<Collector::Failure> Collect(const std::string& program, size_t enough) {
  const auto session = StartOrExit({program});
  Collector collector(*session);
  for (uint64_t seed = 1; seed <= 4 && collector.failures().size() < enough; ++seed) {
    explore::ExploreRequest request;
    request.seed = seed;
    request.all = true;
    request.minimize_tries = 0;
    const auto result = explore::Explore(collector, request);
    if (!result.ok()) GiveUp(std::string(result.status().message()));
  }
  std::vector<Collector::Failure> failures = collector.failures();
  if (failures.size() > enough) failures.resize(enough);
  return failures;
}

bool Repeats(const std::string& program, const Collector::Failure& failure) {
  const absl::StatusOr<trace::Token> token = trace::DecodeToken(failure.token);
  if (!token.ok()) return false;
  const auto session = StartOrExit({program});
  const trace::Execution again = RunOrExit(*session, token->plan);
  return again.hash == failure.execution.hash &&
         again.finding.kind == failure.execution.finding.kind &&
         FindingKey(again.finding) == FindingKey(failure.execution.finding);
}

// Returns how many of `count` tokens gave the same again.
size_t RepeatAll(const Compiler& compiler, size_t* count) {
  size_t repeated = 0;
  for (const BadProgram& bad : BadPrograms()) {
    const std::string program = BuildProgram(Build::kExplore, bad.source, compiler);
    const size_t enough = std::min(kOfProgram, kTokens - *count);
    const auto failures = Collect(program, enough);
    size_t same = 0;
    for (const Collector::Failure& failure : failures) same += Repeats(program, failure);
    std::printf("  %-15s %3zu of %3zu\n", bad.name, same, failures.size());
    repeated += same;
    *count += failures.size();
  }
  return repeated;
}

}  // namespace

bool Replay() {
  std::printf("Address randomisation of this machine (2: everything): %s",
              ReadSystemFile("/proc/sys/kernel/randomize_va_space").c_str());
  size_t repeated = 0, count = 0;
  for (const char* name : {"g++", "clang++"}) {
    const Compiler compiler = CompilerOrExit(name);
    std::printf("%s:\n", compiler.version.c_str());
    size_t of_compiler = 0;
    repeated += RepeatAll(compiler, &of_compiler);
    count += of_compiler;
  }
  std::printf("%zu of %zu tokens gave the same schedule and the same finding in a new process.\n",
              repeated, count);
  return repeated == count && count == 2 * kTokens;
}

}  // namespace racelab::bench
