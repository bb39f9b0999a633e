// crashes, faults: does harm at every scheduling point in turn, once in an execution, then a second
// time while the program recovers.
//
// The idea is that of systematic fault injection: Gunawi and others, "FATE and DESTINI: A Framework
// for Cloud Recovery Testing", 2011, on one machine. First one schedule with all its points, then
// two harms in it, then schedules drawn at random. Of the second harms those come first that meet
// code which runs only because of the first one: the recovery. crashes kills the process that is at
// the point; every access is a point there, so it dies between any two steps. faults lets a call
// fail that may fail at any time; the program's calls of malloc are points there.
#include <algorithm>
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

constexpr size_t kMaxWaiting = 1 << 18;  // harms that are still to be tried
constexpr int kMostHarms = 2;
constexpr uint64_t kBarren = 20;  // schedules in a row without a point to do harm; then it is over

// An execution with as many harms already: where it can be left.
struct Trunk {
  std::vector<trace::Point> points;
  std::vector<Decision> decisions;
  int harms = 0;
  bool first = false;  // the first schedule, or one with harm that was done to it
};

struct Harm {
  std::shared_ptr<const Trunk> trunk;
  size_t index;  // of the point
  Decision decision;
};

std::vector<Decision> DeathsAt(const trace::Point& point) {
  // Where a program's points are not the same every time, nobody may die before the mark.
  const auto mark = static_cast<uint16_t>(point.may_die);
  return {{.point = point.point, .task = point.task, .next = mark, .mode = Mode::kKill}};
}

std::vector<Decision> FaultsAt(const trace::Point& point) {
  std::vector<Decision> faults;
  for (const trace::Fault fault : trace::FaultsOf(point.op)) {
    faults.push_back({.point = point.point,
                      .task = point.task,
                      .next = static_cast<uint16_t>(fault),
                      .mode = Mode::kFault});
  }
  return faults;
}

class Harms : public Strategy {
 public:
  using HarmsAt = std::vector<Decision> (*)(const trace::Point&);
  Harms(std::string_view name, uint64_t seed, HarmsAt harms_at, bool deadly, int victim)
      : name_(name),
        seed_(seed),
        harms_at_(harms_at),
        deadly_(deadly),
        victim_(victim),
        rng_(seed, name) {}
  std::string_view name() const override { return name_; }

  std::optional<ExecutionPlan> Next() override {
    if (under_way_) return std::nullopt;
    std::optional<ExecutionPlan> plan = NextHarm();
    if (!plan && barren_ < kBarren) plan = NextTrunk();
    under_way_ = plan.has_value();
    return plan;
  }

  void Learn(const ExecutionPlan&, const Execution& execution, bool mine) override {
    if (!mine) return;
    under_way_ = false;
    if (harm_ && harm_->trunk->first && harm_->trunk->harms == 0) ++visited_;
    if (execution.points_cut || execution.decisions_cut) {
      limit_ = "an execution was too long to visit all its points";
    }
    const int harms = harm_ ? harm_->trunk->harms + 1 : 0;
    if (harms < kMostHarms && !execution.Failed()) Plant(execution, harms);
  }

  Coverage coverage() const override {
    Coverage coverage;
    coverage.executions = visited_;
    coverage.harms = points_of_first_;
    coverage.harms_done = visited_;
    coverage.limits = limit_;
    return coverage;
  }

 private:
  // The plan that leads to the point, and does the harm there.
  std::optional<ExecutionPlan> NextHarm() {
    harm_ = TakeHarm();
    if (!harm_) return std::nullopt;
    const std::vector<trace::Point>& points = harm_->trunk->points;
    std::set<std::pair<uint16_t, uint32_t>> passed;
    for (size_t i = 0; i < harm_->index; ++i) passed.insert({points[i].task, points[i].point});
    ExecutionPlan plan = Recorded();
    for (const Decision& decision : harm_->trunk->decisions) {
      // Who dies at a point does not pass it.
      if (passed.contains({decision.task, decision.point}) || decision.mode == Mode::kKill) {
        plan.decisions.push_back(decision);
      }
    }
    plan.decisions.push_back(harm_->decision);
    return plan;
  }

  std::optional<Harm> TakeHarm() {
    for (std::deque<Harm>* harms : {&harms_, &recovery_}) {
      if (harms->empty()) continue;
      Harm harm = harms->front();
      harms->pop_front();
      return harm;
    }
    if (rest_.empty()) return std::nullopt;
    std::swap(rest_[rng_.Below(rest_.size())], rest_.back());
    Harm harm = rest_.back();
    rest_.pop_back();
    return harm;
  }

  ExecutionPlan Recorded() const {
    ExecutionPlan plan;
    plan.all_points = deadly_;
    plan.allocation_points = !deadly_;
    plan.record_points = true;
    return plan;
  }

  std::optional<ExecutionPlan> NextTrunk() {
    harm_.reset();
    ExecutionPlan plan = Recorded();
    if (trunks_++ > 0) {
      plan.rule = trace::Rule::kRandom;
      plan.switch_permille = 200;
      plan.seed = Rng(seed_ + trunks_, name_).Next();
    }
    return plan;
  }

  // Remembers every point at which harm could be done.
  void Plant(const Execution& execution, int harms) {
    if (harms == 0 && !seen_.insert(execution.hash).second) {
      ++barren_;
      return;
    }
    if (harms > 0 && std::ranges::count(execution.decisions, harm_->decision) == 0) return;
    const bool first = harm_ ? harm_->trunk->first : trunks_ == 1;
    auto trunk =
        std::make_shared<Trunk>(Trunk{execution.point_list, execution.decisions, harms, first});
    // Where a test says who may die, nobody else does.
    uint64_t marks = 1;
    for (const trace::Point& point : trunk->points) {
      marks = std::max(marks, point.may_die);
      if (harms == 0) known_.insert(point.pc);
    }
    // Up to the first harm the execution is the one that it left.
    size_t i = harms == 0 ? 0 : harm_->index + (deadly_ ? 0 : 1);
    size_t found = 0;
    for (; i < trunk->points.size(); ++i) {
      if (deadly_ && trunk->points[i].may_die != marks) continue;
      if (!MayBeVictim(execution, trunk->points[i].task)) continue;
      for (const Decision& decision : harms_at_(trunk->points[i])) {
        if (harms_.size() + recovery_.size() + rest_.size() == kMaxWaiting) return;
        Remember({trunk, i, decision});
        ++found;
      }
    }
    if (harms == 0 && first) points_of_first_ = found;
    if (harms == 0) barren_ = found == 0 ? barren_ + 1 : 0;
  }

  void Remember(const Harm& harm) {
    if (harm.trunk->harms == 0) return harms_.push_back(harm);
    const bool recovers = !known_.contains(harm.trunk->points[harm.index].pc);
    recovers ? recovery_.push_back(harm) : rest_.push_back(harm);
  }

  bool MayBeVictim(const Execution& execution, uint16_t task) const {
    if (victim_ == 0) return true;
    return task < execution.process_of.size() && execution.process_of[task] + 1 == victim_;
  }

  const std::string_view name_;
  const uint64_t seed_;
  const HarmsAt harms_at_;
  const bool deadly_;  // who may die does so between any two steps
  const int victim_;   // process, from 1; 0: all
  Rng rng_;
  std::deque<Harm> harms_;     // the first of an execution
  std::deque<Harm> recovery_;  // the second, in code that runs only because of the first
  std::vector<Harm> rest_;     // the second, elsewhere
  std::set<uint32_t> known_;   // program counters of the points of schedules without harm
  std::optional<Harm> harm_;   // the one under way
  bool under_way_ = false;
  std::set<uint64_t> seen_;  // hashes of schedules without harm
  uint64_t trunks_ = 0, barren_ = 0;
  uint64_t points_of_first_ = 0, visited_ = 0;
  std::string limit_;
};

}  // namespace

std::unique_ptr<Strategy> MakeCrashes(uint64_t seed, int victim) {
  return std::make_unique<Harms>("crashes", seed, DeathsAt, true, victim);
}
std::unique_ptr<Strategy> MakeFaults(uint64_t seed) {
  return std::make_unique<Harms>("faults", seed, FaultsAt, false, 0);
}

}  // namespace racelab::explore
