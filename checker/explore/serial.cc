// serial: runs tasks one after another, in all orders, with one or two preemptions exactly at
// operations that conflict.
//
// Source: Wen, He, Wu, Xu, Qin: "Controlled Concurrency Testing via Periodical Scheduling", 2022:
// an execution is a few periods, and in each the tasks run in series up to a key point. We depart
// in what is key (operations on shared objects of the profile, see profile.h) and express the
// periods as decisions, so the runtime needs no rule of its own. Of a hundred tasks that do the
// same it matters little which goes first, but much whether the one that does something else does:
// we draw the kind of task first, then the task.
#include <algorithm>
#include <compare>
#include <iterator>
#include <map>
#include <set>

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
    FindTwins();
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

  // Tasks that did the same operations on the same objects get the same kind.
  void FindTwins() {
    std::map<uint16_t, std::map<uint32_t, std::pair<uint64_t, uint32_t>>> did;  // by task, by point
    for (const SharedObject& object : profile_.shared) {
      for (const SharedOp& op : object.ops) did[op.task][op.point] = {object.object, op.pc};
    }
    std::map<std::vector<std::pair<uint64_t, uint32_t>>, size_t> kinds;
    for (const uint16_t task : tasks_) {
      std::vector<std::pair<uint64_t, uint32_t>> all;
      for (const auto& [point, what] : did[task]) all.push_back(what);
      kind_[task] = kinds.try_emplace(all, kinds.size()).first->second;
    }
    for (const Segment& key : keys_) keys_of_[{kind_[key.task], key.until}].push_back(key);
  }

  // All of them, in a random order in which every kind that is left is equally likely to be next.
  std::vector<uint16_t> Mixed(std::vector<uint16_t> tasks) {
    rng_.Shuffle(tasks);
    std::vector<std::vector<uint16_t>> groups(kind_.size());
    for (const uint16_t task : tasks) groups[kind_[task]].push_back(task);
    std::vector<uint16_t> order;
    while (order.size() < tasks.size()) {
      std::erase_if(groups, [](const auto& group) { return group.empty(); });
      std::vector<uint16_t>& group = groups[rng_.Below(groups.size())];
      order.push_back(group.back());
      group.pop_back();
    }
    return order;
  }

  Segment RandomKey() {
    const std::vector<Segment>& keys =
        std::next(keys_of_.begin(), static_cast<ptrdiff_t>(rng_.Below(keys_of_.size())))->second;
    return keys[rng_.Below(keys.size())];
  }

  // One of each kind of key point comes first.
  void ShuffleKeys() {
    rng_.Shuffle(keys_);
    std::set<std::pair<size_t, uint32_t>> seen;
    std::vector<Segment> first, others;
    for (const Segment& key : keys_) {
      (seen.insert({kind_[key.task], key.until}).second ? first : others).push_back(key);
    }
    keys_ = std::move(first);
    keys_.insert(keys_.end(), others.begin(), others.end());
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
    ShuffleKeys();
    const size_t single = std::min(keys_.size(), (limit_ - plans_.size()) * 2 / 3);
    for (size_t i = 0; i < single; ++i) plans_.push_back(Preempted(keys_[i], nullptr));
    while (plans_.size() < limit_ && tasks_.size() > 1) {
      const Segment first = RandomKey();
      const Segment second = RandomKey();
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
    others = Mixed(others);
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
  std::map<uint16_t, size_t> kind_;  // of a task, below the number of tasks
  std::map<std::pair<size_t, uint32_t>, std::vector<Segment>> keys_of_;  // a kind, at a point
  std::vector<Segments> plans_;
  size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Strategy> MakeSerial(uint64_t seed, size_t limit) {
  return std::make_unique<Serial>(seed, limit);
}

}  // namespace racelab::explore
