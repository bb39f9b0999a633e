// Tokens: each is repeated in a process of its own, with other addresses, by both compilers'
// builds.
#include <cstdio>
#include <set>

#include "absl/strings/match.h"
#include "checker/base/files.h"
#include "checker/base/text.h"
#include "checker/explore/explorer.h"
#include "checker/explore/finding_key.h"
#include "checker/trace/token.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

// Tokens for each compiler.
constexpr size_t kOfThreads = 500, kOfProcesses = 100;
constexpr size_t kOfProgram = 12;  // at most, so that many kinds have their share

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

std::vector<Collector::Failure> Collect(const std::string& program, size_t enough) {
  const auto session = StartOrExit({program});
  Collector collector(*session);
  explore::ExploreRequest request;
  request.executions = 300;
  request.all = true;
  request.minimize_tries = 0;
  const auto result = explore::Explore(collector, request);
  if (!result.ok()) GiveUp(std::string(result.status().message()));
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

// Every wrong program of a part of the corpus that needs no library, in a fixed order that mixes
// the topics.
std::vector<std::string> Sources(const char* part) {
  const std::filesystem::path root = RACELAB_SOURCE_DIR;
  std::vector<std::string> sources;
  for (const auto& file :
       std::filesystem::recursive_directory_iterator(root / "tests/corpus" / part)) {
    if (!absl::EndsWith(file.path().stem().string(), "_bad")) continue;
    const absl::StatusOr<std::string> text = ReadFile(file.path());
    if (!text.ok()) GiveUp(std::string(text.status().message()));
    const bool other =
        absl::StrContains(*text, "// libraries:") || absl::StrContains(*text, "(crashes)");
    if (other) continue;
    sources.push_back(file.path().lexically_relative(root).string());
  }
  std::sort(sources.begin(), sources.end(),
            [](const std::string& a, const std::string& b) { return Sha256(a) < Sha256(b); });
  return sources;
}

struct Count {
  size_t tokens = 0, repeated = 0, programs = 0;
};

Count RepeatAll(const Compiler& compiler, const char* part, size_t wanted) {
  Count count;
  for (const std::string& source : Sources(part)) {
    if (count.tokens == wanted) break;
    const std::string program = BuildProgram(Build::kExplore, source, compiler);
    const auto failures = Collect(program, std::min(kOfProgram, wanted - count.tokens));
    for (const Collector::Failure& failure : failures) {
      const bool same = Repeats(program, failure);
      if (!same) std::printf("  NOT repeated: %s %s\n", source.c_str(), failure.token.c_str());
      count.repeated += same;
      ++count.tokens;
    }
    count.programs += !failures.empty();
  }
  return count;
}

}  // namespace

bool ReplayPart(const char* part, size_t wanted) {
  std::printf("Address randomisation of this machine (2: everything): %s",
              ReadSystemFile("/proc/sys/kernel/randomize_va_space").c_str());
  bool all = true;
  for (const char* name : {"g++", "clang++"}) {
    const Compiler compiler = CompilerOrExit(name);
    const Count count = RepeatAll(compiler, part, wanted);
    std::printf(
        "%s %s: %zu of %zu tokens of %zu programs gave the same schedule and the same "
        "finding in a new process\n",
        name, compiler.version.c_str(), count.repeated, count.tokens, count.programs);
    all &= count.repeated == wanted;
  }
  return all;
}

bool Replay() { return ReplayPart("threads", kOfThreads); }
bool ReplayProcesses() { return ReplayPart("processes", kOfProcesses); }

}  // namespace racelab::bench
