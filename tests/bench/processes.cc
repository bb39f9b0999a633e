// Numbers of the explorer across processes.
#include <fcntl.h>
#include <mqueue.h>

#include <cstdio>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/explore/explorer.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr uint64_t kSeeds = 300, kFewSeeds = 20;

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
      const std::string source =
          Corpus(absl::StrCat("shared_memory/", kind, bad ? "_bad.c" : "_good.c").c_str());
      const std::string program = BuildProgram(Build::kExplore, source, CompilerOrExit(""));
      found[bad] = FoundBySeeds(program, bad ? 2'000 : 10);
    }
    std::printf(
        "%-10s without a lock: found with %llu of %llu seeds; with one: accused with %llu\n", kind,
        static_cast<unsigned long long>(found[1]), static_cast<unsigned long long>(kSeeds),
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
    std::printf("two updates, %s repair: %s; %s; %llu executions\n", repairs ? "with" : "without",
                found ? "fails" : "no failure", result.exhausted.c_str(),
                static_cast<unsigned long long>(result.executions));
    right &= found != repairs && result.coverage.harms_done == result.coverage.harms;
  }
  return right;
}

// Bugs that each of 20 seeds must find within 500 executions.
bool Known() {
  bool right = true;
  for (const char* source : {"pipes/two_way_bad.c", "pipes/eof_bad.c", "life/fork_locked_bad.c",
                             "signals/coalesced_bad.c", "locks/inherited_flock_bad.c"}) {
    const std::string program = BuildProgram(Build::kExplore, Corpus(source), CompilerOrExit(""));
    std::vector<uint64_t> first;
    for (uint64_t seed = 1; seed <= kFewSeeds; ++seed) {
      explore::ExploreRequest request;
      request.executions = 500;
      request.seed = seed;
      request.after_first = 0;
      request.minimize_tries = 0;
      const uint64_t execution = SearchOrExit(program, request).first_failure;
      if (execution != 0) first.push_back(execution);
    }
    const bool all = first.size() == kFewSeeds;
    std::printf(
        "%-29s found by %zu of %llu seeds within 500 executions; median %llu, at most %llu\n",
        source, first.size(), static_cast<unsigned long long>(kFewSeeds),
        static_cast<unsigned long long>(first.empty() ? 0 : Median(first)),
        static_cast<unsigned long long>(
            first.empty() ? 0 : *std::max_element(first.begin(), first.end())));
    right &= all;
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

// Files that must not be there when an execution has ended: what the program makes has this name.
size_t CountNames() {
  size_t count = 0;
  for (const char* folder : {"/tmp", "/dev/shm"}) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
      count += absl::StrContains(entry.path().filename().string(), "racelab-leaves");
    }
  }
  mqd_t queue = mq_open("/racelab-leaves", O_RDONLY);
  if (queue >= 0) mq_close(queue), ++count;
  for (const char* list : {"msg", "sem", "shm"}) {
    const std::string all = ReadSystemFile(absl::StrCat("/proc/sysvipc/", list));
    count += static_cast<size_t>(std::ranges::count(all, '\n')) - 1;
  }
  return count;
}

struct Running {
  size_t processes = 0, descriptors = 0;
};

// Processes of the program, and the descriptors of all of them.
Running CountRunning(const std::string& program) {
  Running running;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::error_code error;
    if (std::filesystem::read_symlink(entry.path() / "exe", error) != program || error) continue;
    ++running.processes;
    for (auto i = std::filesystem::directory_iterator(entry.path() / "fd", error);
         i != std::filesystem::directory_iterator(); i.increment(error)) {
      ++running.descriptors;
    }
  }
  return running;
}

}  // namespace

bool Processes() {
  Speed();
  bool right = Crashes();
  right &= Known();
  return Mappings() && right;
}

// 10,000 executions in which processes die, of a program that makes everything that has a name.
bool Leftovers() {
  const std::string program =
      BuildProgram(Build::kExplore, "tests/bench/programs/leaves_names.c", CompilerOrExit(""));
  const auto session = StartOrExit({program});
  explore::ExploreRequest request;
  request.strategy = "crashes";
  request.executions = 1;
  if (!explore::Explore(*session, request).ok()) GiveUp("leaves_names.c cannot be explored");
  const Running before = CountRunning(program);
  const size_t names = CountNames();
  uint64_t executions = 0;
  bool found = false;
  for (request.seed = 1; executions < 10'000; ++request.seed) {
    request.executions = 10'000 - executions;
    const auto result = explore::Explore(*session, request);
    if (!result.ok()) GiveUp(std::string(result.status().message()));
    executions += result->executions;
    found |= result->verdict != explore::ExploreVerdict::kNoneFound;
  }
  const Running after = CountRunning(program);
  const size_t left = CountNames() - names;
  std::printf(
      "%llu executions with deaths: %zu processes more, %zu descriptors more, %zu names left\n",
      static_cast<unsigned long long>(executions), after.processes - before.processes,
      after.descriptors - before.descriptors, left);
  return !found && after.processes == before.processes && after.descriptors == before.descriptors &&
         left == 0;
}

}  // namespace racelab::bench
