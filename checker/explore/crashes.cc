// crashes: kills a process at every scheduling point in turn, one in an execution, then again while
// the others recover.
//
// The idea is that of systematic fault injection: Gunawi and others, "FATE and DESTINI: A Framework
// for Cloud Recovery Testing", 2011, on one machine. First one schedule with all its points, then
// two deaths in it, then schedules drawn at random. Every access is a scheduling point here, so a
// process dies between any two steps.
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "checker/explore/rng.h"
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::Mode;

constexpr size_t kMaxWaiting = 1 << 18;  // deaths that are still to be tried
constexpr int kMostDeaths = 2;
constexpr uint64_t kBarren = 20;  // schedules in a row without a point to die at; then it is over

// An execution in which nobody died yet, or somebody did: where it can be left.
struct Trunk {
  std::vector<trace::Point> points;
  std::vector<Decision> decisions;
  int deaths = 0;
  bool first = false;  // the first schedule, or a death in it
};

struct Death {
  std::shared_ptr<const Trunk> trunk;
  size_t index;  // of the point
};

class Crashes : public Strategy {
 public:
  explicit Crashes(uint64_t seed) : seed_(seed) {}
  std::string_view name() const override { return "crashes"; }

  std::optional<ExecutionPlan> Next() override {
    if (under_way_) return std::nullopt;
    std::optional<ExecutionPlan> plan = NextDeath();
    if (!plan && barren_ < kBarren) plan = NextTrunk();
    under_way_ = plan.has_value();
    return plan;
  }

  void Learn(const ExecutionPlan&, const Execution& execution, bool mine) override {
    if (!mine) return;
    under_way_ = false;
    if (death_ && death_->trunk->first && death_->trunk->deaths == 0) ++visited_;
    if (execution.points_cut || execution.decisions_cut) {
      limit_ = "an execution was too long to visit all its points";
    }
    const int deaths = death_ ? death_->trunk->deaths + 1 : 0;
    if (deaths < kMostDeaths && !execution.Failed()) Plant(execution, deaths);
  }

  Coverage coverage() const override {
    Coverage coverage;
    coverage.executions = visited_;
    coverage.crash_points = points_of_first_;
    coverage.crashes = visited_;
    coverage.limits = limit_;
    return coverage;
  }

 private:
  // The plan that leads to a death, but for what comes after it.
  std::optional<ExecutionPlan> NextDeath() {
    if (deaths_.empty()) return std::nullopt;
    death_ = deaths_.front();
    deaths_.pop_front();
    const std::vector<trace::Point>& points = death_->trunk->points;
    std::set<std::pair<uint16_t, uint32_t>> passed;
    for (size_t i = 0; i < death_->index; ++i) passed.insert({points[i].task, points[i].point});
    ExecutionPlan plan;
    plan.all_points = plan.record_points = true;
    for (const Decision& decision : death_->trunk->decisions) {
      if (passed.contains({decision.task, decision.point})) plan.decisions.push_back(decision);
    }
    const trace::Point& last = points[death_->index];
    plan.decisions.push_back(
        {.point = last.point, .task = last.task, .next = last.task, .mode = Mode::kKill});
    return plan;
  }

  std::optional<ExecutionPlan> NextTrunk() {
    death_.reset();
    ExecutionPlan plan;
    plan.all_points = plan.record_points = true;
    if (trunks_++ > 0) {
      plan.rule = trace::Rule::kRandom;
      plan.switch_permille = 200;
      plan.seed = Rng(seed_ + trunks_, "crashes").Next();
    }
    return plan;
  }

  // Remembers every point at which a process could die.
  void Plant(const Execution& execution, int deaths) {
    if (deaths == 0 && !seen_.insert(execution.hash).second) {
      ++barren_;
      return;
    }
    const bool first = death_ ? death_->trunk->first : trunks_ == 1;
    auto trunk =
        std::make_shared<Trunk>(Trunk{execution.point_list, execution.decisions, deaths, first});
    const size_t from = deaths == 0 ? 0 : IndexOfDeath(*trunk);
    size_t found = 0;
    for (size_t i = from; i < trunk->points.size() && deaths_.size() < kMaxWaiting; ++i) {
      if (!trunk->points[i].may_die) continue;
      deaths_.push_back({trunk, i});
      ++found;
    }
    if (deaths == 0 && first) points_of_first_ = found;
    if (deaths == 0) barren_ = found == 0 ? barren_ + 1 : 0;
  }

  // Where the first death of the execution was: the points before have been visited.
  static size_t IndexOfDeath(const Trunk& trunk) {
    for (const Decision& decision : trunk.decisions) {
      if (decision.mode != Mode::kKill) continue;
      for (size_t i = 0; i < trunk.points.size(); ++i) {
        const trace::Point& point = trunk.points[i];
        if (point.task == decision.task && point.point == decision.point) return i + 1;
      }
    }
    return trunk.points.size();
  }

  const uint64_t seed_;
  std::deque<Death> deaths_;
  std::optional<Death> death_;  // the one under way
  bool under_way_ = false;
  std::set<uint64_t> seen_;  // hashes of schedules without a death
  uint64_t trunks_ = 0, barren_ = 0;
  uint64_t points_of_first_ = 0, visited_ = 0;
  std::string limit_;
};

}  // namespace

std::unique_ptr<Strategy> MakeCrashes(uint64_t seed) { return std::make_unique<Crashes>(seed); }

}  // namespace racelab::explore
