// serial: runs tasks one after another, in all orders, with one or two preemptions exactly at
// operations that conflict.
//
// Source: Wen, He, Wu, Xu, Qin: "Controlled Concurrency Testing via Periodical Scheduling", 2022:
// an execution is a few periods, and in each the tasks run in series up to a key point. We depart
// in what is key (operations on shared objects of the profile, see profile.h) and express the
// periods as decisions, so the runtime needs no rule of its own.
#include <algorithm>
#include <compare>

#include "checker/explore/profile.h"
#include "checker/explore/rng.h"
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

// Run `task` until its point `until`.
struct Segment {
  uint16_t task;
  uint32_t until;
  auto operator<=>(const Segment&) const = default;
};
using Segments = std::vector<Segment>;

class Serial : public Strategy {
 public:
  Serial(uint64_t seed, size_t limit) : rng_(seed, name()), limit_(limit) {}
  std::string_view name() const override { return "serial"; }

  std::optional<ExecutionPlan> Next() override {
    if (next_ >= plans_.size()) return std::nullopt;
    ExecutionPlan plan;
    for (size_t i = 0; i + 1 < plans_[next_].size(); ++i) {
      const Segment& segment = plans_[next_][i];
      const uint16_t next = plans_[next_][i + 1].task;
      if (segment.task == next || segment.until == 0) continue;
      plan.decisions.push_back({.point = segment.until, .task = segment.task, .next = next});
    }
    ++next_;
    return plan;
  }

  void Learn(const ExecutionPlan&, const Execution& execution, bool) override {
    if (execution.point_list.empty() || !plans_.empty()) return;
    profile_ = MakeProfile(execution);
    CollectKeys();
    // Main takes part when it does more than to create and to join.
    const bool main_works = !keys_.empty() && keys_.front().task == 0;
    for (uint16_t task = main_works ? 0 : 1; task < profile_.last_point.size(); ++task) {
      tasks_.push_back(task);
    }
    if (!tasks_.empty()) Fill();
  }

 private:
  uint32_t LastPoint(uint16_t task) const { return profile_.last_point[task]; }

  // The points where a preemption can matter: not a task's last, where it leaves anyway, and not
  // those of main before the others exist.
  void CollectKeys() {
    for (const SharedObject& object : profile_.shared) {
      for (const SharedOp& op : object.ops) {
        if (op.task == 0 && op.point <= profile_.created) continue;
        if (op.point < LastPoint(op.task)) keys_.push_back({op.task, op.point});
      }
    }
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  }

  // First all serial orders (a fifth of the limit at most), then each key point alone, then random
  // pairs of key points.
  void Fill() {
    std::vector<uint16_t> order = tasks_;
    const size_t orders = std::max<size_t>(limit_ / 5, 1);
    do {
      plans_.push_back(Start());
      for (const uint16_t task : order) plans_.back().push_back({task, LastPoint(task)});
    } while (plans_.size() < orders && std::next_permutation(order.begin(), order.end()));
    if (keys_.empty()) return;
    rng_.Shuffle(keys_);
    const size_t single = std::min(keys_.size(), (limit_ - plans_.size()) * 2 / 3);
    for (size_t i = 0; i < single; ++i) plans_.push_back(Preempted(keys_[i], nullptr));
    while (plans_.size() < limit_ && tasks_.size() > 1) {
      const Segment first = keys_[rng_.Below(keys_.size())];
      const Segment second = keys_[rng_.Below(keys_.size())];
      const bool again = first.task == second.task;  // one task, stopped twice
      if (again && first.until >= second.until) {
        if (keys_.size() == 1) return;
        plans_.push_back(Preempted(first, nullptr));
        continue;
      }
      plans_.push_back(Preempted(first, &second));
    }
  }

  // Main runs until all tasks exist.
  Segments Start() const { return {{0, profile_.created}}; }

  // `first` runs to its key point; then, with a `second`, that one to its own; then the others,
  // each to its end, in a random order; then who was stopped, in the order in which they were.
  Segments Preempted(const Segment& first, const Segment* second) {
    Segments plan = Start();
    plan.push_back(first);
    std::vector<uint16_t> others;
    for (const uint16_t task : tasks_) {
      if (task != first.task && (second == nullptr || task != second->task)) others.push_back(task);
    }
    rng_.Shuffle(others);
    if (second == nullptr || second->task != first.task) {
      if (second != nullptr) plan.push_back(*second);
      const bool return_early = second != nullptr && rng_.Below(2) == 0;
      if (return_early) plan.push_back({first.task, LastPoint(first.task)});
      for (const uint16_t task : others) plan.push_back({task, LastPoint(task)});
      if (!return_early) plan.push_back({first.task, LastPoint(first.task)});
      if (second != nullptr) plan.push_back({second->task, LastPoint(second->task)});
      return plan;
    }
    const size_t half = rng_.Below(others.size()) + 1;  // at least one task in the first gap
    for (size_t i = 0; i < half; ++i) plan.push_back({others[i], LastPoint(others[i])});
    plan.push_back(*second);
    for (size_t i = half; i < others.size(); ++i) plan.push_back({others[i], LastPoint(others[i])});
    plan.push_back({first.task, LastPoint(first.task)});
    return plan;
  }

  Rng rng_;
  size_t limit_;
  Profile profile_;
  std::vector<uint16_t> tasks_;  // that take turns
  std::vector<Segment> keys_;
  std::vector<Segments> plans_;
  size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Strategy> MakeSerial(uint64_t seed, size_t limit) {
  return std::make_unique<Serial>(seed, limit);
}

}  // namespace racelab::explore
