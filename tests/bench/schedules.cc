// Checksums of what happened under many plans: two processes, and two versions of the runtime, must
// give the same.
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/explore/explorer.h"
#include "checker/explore/strategies.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

// Passes plans on, and takes down what happened. Addresses and program counters are left out: they
// move when the runtime, which is linked in front, changes its size.
class Digest : public explore::Executor {
 public:
  explicit Digest(explore::Executor& inner) : inner_(inner) {}

  absl::StatusOr<std::vector<trace::Execution>> Run(
      std::span<const trace::ExecutionPlan> plans) override {
    auto executions = inner_.Run(plans);
    if (!executions.ok()) return executions;
    for (const trace::Execution& e : *executions) {
      absl::StrAppend(&text_, e.hash, " ", static_cast<int>(e.end), " ", e.points, " ", e.events,
                      " ", e.tasks, " ", static_cast<int>(e.finding.kind), " ", e.pairs.size());
      for (const trace::Decision& d : e.decisions) {
        absl::StrAppend(&text_, " ", d.task, ".", d.point, ".", d.next, ".",
                        static_cast<int>(d.mode));
      }
      absl::StrAppend(&text_, "\n");
      ++count_;
    }
    return executions;
  }

  std::string Checksum() const { return Sha256(text_).substr(0, 16); }
  size_t count() const { return count_; }

 private:
  explore::Executor& inner_;
  std::string text_;
  size_t count_ = 0;
};

// What every strategy does with a program, in a process of its own.
struct Done {
  size_t executions;
  std::string checksum;
};

Done ExploreAll(const std::string& program) {
  const auto session = StartOrExit({program});
  Digest digest(*session);
  for (const std::string& strategy : explore::ScheduleStrategies()) {
    for (const bool all_points : {false, true}) {
      explore::ExploreRequest request;
      request.strategy = strategy;
      request.executions = 12;
      request.all = true;
      request.all_points = all_points;
      request.max_points = 5'000;
      request.minimize_tries = 20;
      const auto result = explore::Explore(digest, request);
      if (!result.ok()) GiveUp(std::string(result.status().message()));
    }
  }
  return {digest.count(), digest.Checksum()};
}

// The programs of a folder that are built quickly, in a fixed order.
std::vector<std::string> SourcesIn(const std::string& folder) {
  std::vector<std::string> sources;
  const std::filesystem::path root = RACELAB_SOURCE_DIR;
  for (const auto& file : std::filesystem::directory_iterator(root / folder)) {
    if (file.path().extension() != ".cc") continue;
    sources.push_back(file.path().lexically_relative(root).string());
  }
  std::sort(sources.begin(), sources.end());
  return sources;
}

}  // namespace

bool Schedules() {
  const Compiler compiler = CompilerOrExit("");
  size_t programs = 0, executions = 0, different = 0;
  for (const char* topic : {"atomics", "conditions", "deadlocks", "rare", "classics", "primitives",
                            "rwlocks", "std_sync", "lifetime"}) {
    for (const std::string& source : SourcesIn(absl::StrCat("tests/corpus/threads/", topic))) {
      const std::string program = BuildProgram(Build::kExplore, source, compiler);
      const Done first = ExploreAll(program), second = ExploreAll(program);
      const bool same = first.checksum == second.checksum;
      std::printf("%s %zu %s%s\n", source.c_str(), first.executions, first.checksum.c_str(),
                  same ? "" : " DIFFERENT in a second process");
      ++programs, executions += first.executions, different += !same;
    }
  }
  std::printf("%zu of %zu programs did the same in two processes, in %zu executions each\n",
              programs - different, programs, executions);
  return different == 0;
}

}  // namespace racelab::bench
