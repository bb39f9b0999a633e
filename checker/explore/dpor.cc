// dpor: one execution of each set of equivalent ones, by optimal dynamic partial order reduction.
//
// Source: Abdulla, Aronis, Jonsson, Sagonas: "Optimal Dynamic Partial Order Reduction", 2014, with
// source sets, sleep sets and wakeup trees. Two executions are equivalent when they differ only in
// the order of neighbouring steps that do not depend on each other (Mazurkiewicz 1977; steps.h says
// which); they have the same races, the same deadlocks and the same values.
//
// Departures: early timeouts, spurious wakeups, which waiter gets a signal and older values of
// atomics are steps of their own, beside the ordinary one; each wait ends early at most once. A
// sequence that turns out to be impossible (races.h allows that) is followed as far as it goes, and
// what comes then is cut where a sleeping step shows that it was seen before.
#include <algorithm>
#include <utility>

#include "checker/explore/dpor_claim.h"
#include "checker/explore/races.h"
#include "checker/explore/strategies.h"
#include "checker/explore/wakeup_tree.h"

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::Mode;

// A state on the path at hand: after the steps of the nodes below it.
struct Node {
  Step step;                // the one that is done there now
  std::vector<Step> sleep;  // those that were done there before, or that need not be
  WakeupTree wakeup;        // what is still to be done there
};

class Dpor : public Strategy {
 public:
  Dpor(bool reuse_memory, bool early_ends)
      : reuse_memory_(reuse_memory), early_ends_(early_ends), claim_(reuse_memory, early_ends) {}
  std::string_view name() const override { return "dpor"; }

  std::optional<ExecutionPlan> Next() override {
    if (under_way_ || done_) return std::nullopt;
    ExecutionPlan plan;
    plan.record_points = plan.weak = true;
    plan.reuse_memory = reuse_memory_;
    if (!nodes_.empty() && !Advance()) {
      done_ = true;
      return std::nullopt;
    }
    plan.decisions = Decisions();
    under_way_ = true;
    return plan;
  }

  void Learn(const ExecutionPlan& plan, const Execution& execution, bool mine) override {
    if (!mine) return;
    under_way_ = false;
    claim_.See(plan, execution);
    const bool too_long = IsTooLong(execution);
    if (too_long) claim_.Limit("the executions are too long");
    if (too_long || execution.point_list.empty()) {
      ++executions_;
      done_ = true;
      return;
    }
    StepList list = StepsOf(execution);
    if (nodes_.empty()) {
      first_ = {.point = execution.point_list[0].point, .task = execution.point_list[0].task};
    }
    const bool is_new = Follow(list);
    executions_ += is_new ? 1 : 0;
    if (!is_new) return;
    const Races races(list);
    for (Reversal& race : races.Reversals(branch_)) Add(std::move(race));
    AddAlternatives(list, races);
  }

  Coverage coverage() const override {
    Coverage coverage;
    coverage.executions = executions_;
    claim_.Say(done_, coverage);
    return coverage;
  }

 private:
  // The search for races is quadratic in the steps: together, long executions get about a second.
  bool IsTooLong(const Execution& execution) {
    constexpr uint64_t kLong = 300, kMaxWork = 100'000'000;
    const uint64_t steps = execution.point_list.size();
    if (steps > kLong) work_ += steps * steps;
    return work_ > kMaxWork;
  }

  // To the next branch, deepest first. False: there is none.
  bool Advance() {
    for (; !nodes_.empty(); nodes_.pop_back()) {
      Node& node = nodes_.back();
      node.sleep.push_back(node.step);
      if (node.wakeup.empty()) continue;
      auto [step, rest] = node.wakeup.TakeFirst();
      node.step = step;
      branch_ = static_cast<uint32_t>(nodes_.size() - 1);
      Extend(std::move(rest));
      return true;
    }
    return false;
  }

  // Nodes for the first leaf of what is to follow on the last node's step.
  void Extend(WakeupTree tree) {
    while (!tree.empty()) {
      Node next;
      next.sleep = SleepAfter(nodes_.back());
      auto [step, rest] = tree.TakeFirst();
      next.step = step;
      next.wakeup = std::move(tree);
      tree = std::move(rest);
      nodes_.push_back(std::move(next));
    }
  }

  static std::vector<Step> SleepAfter(const Node& node) {
    std::vector<Step> sleep;
    for (const Step& step : node.sleep) {
      if (!Dependent(step, node.step)) sleep.push_back(step);
    }
    return sleep;
  }

  // The nodes' steps, one by one.
  std::vector<Decision> Decisions() const {
    std::vector<Decision> decisions;
    Decision at = first_;  // who arrives, and its point
    for (const Node& node : nodes_) {
      const Step& step = node.step;
      at.next = step.task;
      at.mode = step.mode;
      decisions.push_back(at);
      const auto also = [&](uint16_t value, Mode mode) {
        decisions.push_back(
            {.point = step.announced, .task = step.task, .next = value, .mode = mode});
      };
      if (step.older != 0) also(step.older, Mode::kOlder);
      if (step.wake != trace::kMaxTasks) also(step.wake, Mode::kWake);
      at.point = step.arrives;
      at.task = step.task;
    }
    return decisions;
  }

  // Whether the node's step had to wait there, or did not have to and so could not end early, as
  // was to be reckoned with: no execution begins so, and none is missed.
  bool WasWrongGuess(const StepList& list, size_t node) const {
    const Step& step = nodes_[node].step;
    if (!step.guessed || node >= list.enabled.size()) return false;
    if (step.op == trace::Op::kReacquire && step.mode != Mode::kRun) return true;
    return list.CouldRun(step.task, node) == (step.mode != Mode::kRun);
  }

  // Makes the nodes those of what really happened. False: the branch itself was not taken, so this
  // is an execution that we know.
  bool Follow(StepList& list) {
    size_t same = 0;
    while (same < nodes_.size() && same < list.steps.size() &&
           nodes_[same].step.IsSame(list.steps[same])) {
      ++same;
    }
    const bool taken = nodes_.empty() || same > branch_;
    if (!taken && same < branch_) claim_.Limit("the same schedule did not repeat itself");
    WakeupTree left;  // what is to be done in the state in which it went another way
    if (same < nodes_.size()) {
      left = std::move(nodes_[same].wakeup);
      if (!WasWrongGuess(list, same)) claim_.Limit("a schedule could not be followed");
    }
    nodes_.resize(taken ? same : branch_ + 1);
    if (!taken) {
      nodes_.back().wakeup = std::move(left);
      return false;
    }
    for (size_t i = 0; i < same; ++i) nodes_[i].step = list.steps[i];
    for (size_t i = same; i < list.steps.size(); ++i) {
      Node node;
      if (i > 0) node.sleep = SleepAfter(nodes_.back());
      if (i == same) node.wakeup = std::move(left);
      node.step = list.steps[i];
      if (Has(node.sleep, node.step)) {
        list.steps.resize(i);
        break;
      }
      nodes_.push_back(std::move(node));
    }
    return true;
  }

  static bool Has(const std::vector<Step>& steps, const Step& step) {
    return std::any_of(steps.begin(), steps.end(),
                       [&](const Step& other) { return other.IsSame(step); });
  }

  // What tasks could have done otherwise: not who goes on, but how.
  void AddAlternatives(const StepList& list, const Races& races) {
    const uint32_t first = executions_ == 1 ? 0 : branch_;
    for (uint32_t i = first; i < list.steps.size(); ++i) {
      for (const Step& step : list.ways[i]) Add({i, {step}});
    }
    if (early_ends_) {
      for (Reversal& early : races.EarlyEnds(first, reuse_memory_)) Add(std::move(early));
    }
    const bool waits = std::any_of(list.steps.begin(), list.steps.end(),
                                   [](const Step& step) { return !EarlyEnds(step).empty(); });
    if (waits) claim_.SeeWait();
  }

  // Unless an execution that begins so was run already.
  void Add(Reversal reversal) {
    const std::vector<Step>& sleep = nodes_[reversal.at].sleep;
    const bool sleeps = std::any_of(sleep.begin(), sleep.end(), [&](const Step& step) {
      return MayBegin(step, reversal.steps);
    });
    if (!sleeps) nodes_[reversal.at].wakeup.Insert(std::move(reversal.steps));
  }

  bool reuse_memory_, early_ends_;
  std::vector<Node> nodes_;
  uint32_t branch_ = 0;  // index of the last node that was there before this execution
  Decision first_ = {};  // who arrives first
  bool under_way_ = false, done_ = false;
  uint64_t executions_ = 0, work_ = 0;
  DporClaim claim_;
};

}  // namespace

std::unique_ptr<Strategy> MakeDpor(bool reuse_memory, bool early_ends) {
  return std::make_unique<Dpor>(reuse_memory, early_ends);
}

}  // namespace racelab::explore
