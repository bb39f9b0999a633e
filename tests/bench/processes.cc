// Numbers of the explorer across processes.
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "checker/explore/explorer.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr uint64_t kSeeds = 300;

std::string Corpus(const char* name) { return absl::StrCat("tests/corpus/processes/", name); }

explore::ExploreResult SearchOrExit(const std::string& program,
                                    const explore::ExploreRequest& request) {
  const auto session = StartOrExit({program});
  const auto result = explore::Explore(*session, request);
  if (!result.ok()) GiveUp(std::string(result.status().message()));
  return *result;
}

// In how many searches, one for each seed, something is found.
uint64_t FoundBySeeds(const std::string& program, uint64_t executions) {
  uint64_t found = 0;
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    explore::ExploreRequest request;
    request.executions = executions;
    request.seed = seed;
    request.after_first = 0;
    request.minimize_tries = 0;
    found += SearchOrExit(program, request).first_failure != 0;
  }
  return found;
}

// Unsynchronised increments through every kind of mapping, and the same with a lock.
bool Mappings() {
  bool right = true;
  for (const char* kind : {"anonymous", "shm_open", "file", "system_v", "memfd"}) {
    uint64_t found[2];
    for (const bool bad : {true, false}) {
      const std::string source = Corpus(
          absl::StrCat("shared_memory/", kind, bad ? "_bad.c" : "_good.c").c_str());
      const std::string program = BuildProgram(Build::kExplore, source, CompilerOrExit(""));
      found[bad] = FoundBySeeds(program, bad ? 2'000 : 10);
    }
    std::printf("%-10s without a lock: found with %llu of %llu seeds; with one: accused with %llu\n",
                kind, static_cast<unsigned long long>(found[1]),
                static_cast<unsigned long long>(kSeeds),
                static_cast<unsigned long long>(found[0]));
    right &= found[1] == kSeeds && found[0] == 0;
  }
  return right;
}

// A process dies at every point of two updates under a robust mutex.
bool Crashes() {
  bool right = true;
  for (const bool repairs : {false, true}) {
    const std::string source =
        Corpus(repairs ? "crashes/two_updates_good.c" : "crashes/two_updates_bad.c");
    explore::ExploreRequest request;
    request.strategy = "crashes";
    request.executions = 1'000;
    request.all = !repairs;
    const explore::ExploreResult result =
        SearchOrExit(BuildProgram(Build::kExplore, source, CompilerOrExit("")), request);
    const bool found = result.verdict == explore::ExploreVerdict::kFound;
    std::printf("two updates, %s repair: %s; %s; %llu executions\n",
                repairs ? "with" : "without", found ? "fails" : "no failure",
                result.exhausted.c_str(), static_cast<unsigned long long>(result.executions));
    right &= found != repairs && result.coverage.harms_done == result.coverage.harms;
  }
  return right;
}

void Speed() {
  const std::string program =
      BuildProgram(Build::kExplore, Corpus("shared_memory/anonymous_good.c"), CompilerOrExit(""));
  std::vector<double> rates;
  for (int round = 0; round < 5; ++round) {
    explore::ExploreRequest request;
    request.strategy = "random";
    request.executions = 500;
    const auto session = StartOrExit({program});
    const double begin = Now();
    const auto result = explore::Explore(*session, request);
    if (!result.ok()) GiveUp(std::string(result.status().message()));
    rates.push_back(static_cast<double>(result->executions) / (Now() - begin));
  }
  std::printf("two processes: %.0f executions a second (best %.0f)\n", Median(rates),
              *std::max_element(rates.begin(), rates.end()));
}

}  // namespace

bool Processes() {
  Speed();
  const bool crashes = Crashes();
  return Mappings() && crashes;
}

}  // namespace racelab::bench
