// crashes, faults: does harm at every scheduling point in turn, once in an execution, then a second
// time while the program recovers.
//
// The idea is that of systematic fault injection: Gunawi and others, "FATE and DESTINI: A Framework
// for Cloud Recovery Testing", 2011, on one machine. First every point of one schedule, then second
// harms in code that runs only because of the first one: the recovery. After that, schedules drawn
// at random, each with one harm drawn from all that were possible so far, and in turn with them the
// other second harms. crashes kills the process that is at the point; every access to shared memory
// is a point there, so it dies between any two steps that leave a trace: what it had for itself is
// gone with it. faults lets a call fail that may fail at any time; the program's calls of malloc
// are points there. interruptions does so only where the call may be made again.
#include <algorithm>
#include <deque>
#include <memory>
#include <set>
#include <tuple>
#include <vector>

#include "checker/explore/rng.h"
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::Mode;

constexpr size_t kMaxWaiting = 1 << 18;  // harms that are still to be tried
constexpr int kMostHarms = 2;
constexpr uint64_t kBarren = 50;   // draws in a row that showed nothing new; then it is over
constexpr uint64_t kHarmless = 7;  // of so many draws, one
constexpr uint32_t kDepth = 3;     // of pct

// An execution with as many harms already: where it can be left.
struct Trunk {
  std::vector<trace::Point> points;
  std::vector<Decision> decisions;
  int harms = 0;
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

std::vector<Decision> InterruptionsAt(const trace::Point& point) {
  std::vector<Decision> faults = FaultsAt(point);
  std::erase_if(faults, [](const Decision& decision) {
    const auto fault = static_cast<trace::Fault>(decision.next);
    return fault != trace::Fault::kInterrupted && fault != trace::Fault::kShort;
  });
  return faults;
}

class Harms : public Strategy {
 public:
  using HarmsAt = std::vector<Decision> (*)(const trace::Point&);
  Harms(std::string_view name, uint64_t seed, HarmsAt harms_at, bool deadly, int victim)
      : name_(name), harms_at_(harms_at), deadly_(deadly), victim_(victim), rng_(seed, name) {}
  std::string_view name() const override { return name_; }

  std::optional<ExecutionPlan> Next() override {
    if (under_way_) return std::nullopt;
    harm_ = TakeHarm();
    drawn_.reset();
    if (!harm_ && barren_ >= kBarren) return std::nullopt;
    under_way_ = true;
    return harm_ ? PlanOf(*harm_) : Draw();
  }

  void Learn(const ExecutionPlan&, const Execution& execution, bool mine) override {
    if (!mine) return;
    under_way_ = false;
    if (harm_ && harm_->trunk->harms == 0) ++visited_;
    if (execution.points_cut || execution.decisions_cut) {
      limit_ = "an execution was too long to visit all its points";
    }
    const bool is_new = seen_.insert(execution.hash).second;
    if (!harm_) barren_ = is_new && !pool_.empty() ? 0 : barren_ + 1;
    if ((is_new || harm_) && !execution.Failed()) Plant(execution);
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
  ExecutionPlan PlanOf(const Harm& harm) const {
    const std::vector<trace::Point>& points = harm.trunk->points;
    std::set<std::pair<uint16_t, uint32_t>> passed;
    for (size_t i = 0; i < harm.index; ++i) passed.insert({points[i].task, points[i].point});
    ExecutionPlan plan = Recorded();
    for (const Decision& decision : harm.trunk->decisions) {
      // Who dies at a point does not pass it.
      if (passed.contains({decision.task, decision.point}) || decision.mode == Mode::kKill) {
        plan.decisions.push_back(decision);
      }
    }
    plan.decisions.push_back(harm.decision);
    return plan;
  }

  std::optional<Harm> TakeHarm() {
    for (std::deque<Harm>* harms : {&harms_, &recovery_}) {
      if (harms->empty()) continue;
      Harm harm = harms->front();
      harms->pop_front();
      return harm;
    }
    if (rest_.empty() || (turn_++ % 2 == 0 && barren_ < kBarren)) return std::nullopt;
    std::swap(rest_[rng_.Below(rest_.size())], rest_.back());
    Harm harm = rest_.back();
    rest_.pop_back();
    return harm;
  }

  ExecutionPlan Recorded() const {
    ExecutionPlan plan;
    plan.shared_points = deadly_;
    plan.allocation_points = !deadly_;
    plan.record_points = true;
    return plan;
  }

  // The first time the schedule without a switch that is not needed, and without harm.
  ExecutionPlan Draw() {
    ExecutionPlan plan = Recorded();
    const uint64_t number = draws_++;
    if (number == 0) return plan;
    plan.seed = rng_.Next();
    plan.length = length_;
    plan.depth = kDepth;
    plan.switch_permille = 200;
    plan.rule = number % 2 == 0 ? trace::Rule::kPct : trace::Rule::kRandom;
    // Now and then without harm, for points that the schedules before had not.
    if (pool_.empty() || number % kHarmless == 0) return plan;
    const bool graver = !graver_.empty() && rng_.Below(4) != 0;
    const std::vector<Decision>& pool = graver ? graver_ : pool_;
    drawn_ = pool[rng_.Below(pool.size())];
    plan.decisions.push_back(*drawn_);
    return plan;
  }

  // Whether it was really done to the execution.
  static bool Done(const Execution& execution, const Decision& harm) {
    return std::ranges::count(execution.decisions, harm) != 0;
  }

  // Remembers every point at which harm could be done.
  void Plant(const Execution& execution) {
    if (harm_ && (harm_->trunk->harms + 1 == kMostHarms || !Done(execution, harm_->decision)))
      return;
    const int harms = harm_ || (drawn_ && Done(execution, *drawn_)) ? 1 : 0;
    length_ =
        std::max(length_, static_cast<uint32_t>(std::min<uint64_t>(execution.points, 1u << 30)));
    const auto trunk =
        std::make_shared<Trunk>(Trunk{execution.point_list, execution.decisions, harms});
    // Where a test says who may die, nobody else does.
    uint64_t marks = 1;
    for (const trace::Point& point : trunk->points) {
      marks = std::max(marks, point.may_die);
      if (harms == 0) known_.insert(point.pc);
    }
    if (harms > 0 && !std::ranges::all_of(trunk->points, [&](const trace::Point& point) {
          return known_.contains(point.pc);
        })) {
      graver_.push_back(harm_ ? harm_->decision : *drawn_);
    }
    // Up to the first harm the execution is the one that it left.
    for (size_t i = harm_ ? harm_->index + (deadly_ ? 0 : 1) : 0; i < trunk->points.size(); ++i) {
      if (deadly_ && trunk->points[i].may_die != marks) continue;
      if (!MayBeVictim(execution, trunk->points[i].task)) continue;
      for (const Decision& decision : harms_at_(trunk->points[i])) {
        if (harms_.size() + recovery_.size() + rest_.size() + pool_.size() >= kMaxWaiting) return;
        Remember({trunk, i, decision});
      }
    }
    if (draws_ == 1 && !harm_) points_of_first_ = harms_.size();
  }

  void Remember(const Harm& harm) {
    if (harm.trunk->harms == 0) {
      const Decision& at = harm.decision;
      if (in_pool_.insert({at.task, at.point, at.next}).second) pool_.push_back(at);
      if (draws_ == 1) harms_.push_back(harm);
    } else if (!known_.contains(harm.trunk->points[harm.index].pc)) {
      recovery_.push_back(harm);
    } else if (harm_) {
      rest_.push_back(harm);
    }
  }

  bool MayBeVictim(const Execution& execution, uint16_t task) const {
    if (victim_ == 0) return true;
    return task < execution.process_of.size() && execution.process_of[task] + 1 == victim_;
  }

  const std::string_view name_;
  const HarmsAt harms_at_;
  const bool deadly_;  // who may die does so between any two steps
  const int victim_;   // process, from 1; 0: all
  Rng rng_;
  std::deque<Harm> harms_;        // the first of an execution, in the first schedule
  std::deque<Harm> recovery_;     // the second, in code that runs only because of the first
  std::vector<Harm> rest_;        // the second, elsewhere
  std::vector<Decision> pool_;    // every first harm that was possible in some schedule
  std::vector<Decision> graver_;  // those that made other processes run code for it
  std::set<std::tuple<uint16_t, uint32_t, uint16_t>> in_pool_;
  std::set<uint32_t> known_;       // program counters of the points of schedules without harm
  std::optional<Harm> harm_;       // the one under way
  std::optional<Decision> drawn_;  // the harm of the drawn schedule under way
  bool under_way_ = false;
  std::set<uint64_t> seen_;  // hashes of schedules
  uint64_t draws_ = 0, turn_ = 0, barren_ = 0;
  uint32_t length_ = 1;  // points of the longest execution
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
std::unique_ptr<Strategy> MakeInterruptions(uint64_t seed) {
  return std::make_unique<Harms>("interruptions", seed, InterruptionsAt, false, 0);
}

}  // namespace racelab::explore
