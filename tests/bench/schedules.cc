// Checksums of what happened under many plans: two versions of the runtime must give the same.
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

}  // namespace

bool Schedules() {
  const Compiler compiler = CompilerOrExit("");
  for (const char* folder : {"atomics", "conditions", "deadlocks", "progress", "rare", "classics",
                             "primitives", "rwlocks", "std_sync", "lifetime"}) {
    const std::string path = absl::StrCat("tests/corpus/threads/", folder);
    std::vector<std::string> sources;
    for (const auto& file :
         std::filesystem::directory_iterator(std::filesystem::path(RACELAB_SOURCE_DIR) / path)) {
      if (file.path().extension() == ".cc") sources.push_back(file.path().filename().string());
    }
    std::sort(sources.begin(), sources.end());
    for (const std::string& source : sources) {
      const std::string program =
          BuildProgram(Build::kExplore, absl::StrCat(path, "/", source), compiler);
      const auto session = StartOrExit({program});
      Digest digest(*session);
      for (const std::string& strategy : explore::StrategyNames()) {
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
      std::printf("%s/%s %zu %s\n", folder, source.c_str(), digest.count(),
                  digest.Checksum().c_str());
    }
  }
  return true;
}

}  // namespace racelab::bench
