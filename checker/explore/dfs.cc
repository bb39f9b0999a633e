// dfs: every schedule, depth first, those with the fewest preemptions first.
//
// Source: Musuvathi, Qadeer: "Iterative Context Bounding for Systematic Testing of Multithreaded
// Programs", 2007; Musuvathi, Qadeer and others: "Finding and Reproducing Heisenbugs in Concurrent
// Programs" (CHESS), 2008. The bound rises 0, 1, 2, ...; what costs more than the bound waits in a
// second list, so no schedule is run twice. Where it merges states (states.h), it does not go on
// from one to which another execution came with no more preemptions. Departures: early timeouts,
// spurious wakeups, which waiter gets a signal and older values of atomics are choices too
// (choices.h says which), and all but who gets the signal cost like a preemption. A branch is found
// again by the decisions of the execution that it leaves.
#include <algorithm>
#include <bit>
#include <optional>
#include <unordered_map>

#include "checker/explore/choices.h"
#include "checker/explore/claim_limits.h"
#include "checker/explore/quiet.h"
#include "checker/explore/states.h"
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::Mode;

constexpr size_t kMaxBranches = 1 << 20;  // about 30 MB

// A decision of an execution, and the index of the point at which it takes effect.
struct Departure {
  uint32_t index;
  Decision decision;
};

// Leaves the path of execution `from` at its point with this index. Who runs is chosen before what
// that does (`passes`): who gets its signal, how old a value it uses.
struct Branch {
  uint32_t from = 0;
  uint32_t index = 0;
  int preemptions = 0;
  bool passes = false;
  bool is_root = true;
  Decision decision = {};
  State leads_to = {};
};

class Dfs : public Strategy {
 public:
  Dfs(bool reuse_memory, bool merge_states) : reuse_memory_(reuse_memory), merges_(merge_states) {
    now_.push_back({});
  }
  std::string_view name() const override { return "dfs"; }

  std::optional<ExecutionPlan> Next() override {
    if (under_way_) return std::nullopt;
    if (!TakeBranch()) return std::nullopt;
    under_way_ = true;
    ExecutionPlan plan;
    plan.reuse_memory = reuse_memory_;
    plan.record_points = plan.weak = true;
    if (branch_.is_root) return plan;
    for (const Departure& departure : paths_[branch_.from]) {
      const bool before =
          departure.index < branch_.index || (branch_.passes && departure.index == branch_.index);
      if (before) plan.decisions.push_back(departure.decision);
    }
    plan.decisions.push_back(branch_.decision);
    return plan;
  }

  void Learn(const ExecutionPlan& plan, const Execution& execution, bool mine) override {
    if (!mine) return;
    under_way_ = false;
    ++executions_;
    NoteLimits(execution);
    NoteWhetherItMerges(plan, execution);
    const std::vector<Decision>& done = execution.decisions;
    if (!branch_.is_root && std::find(done.begin(), done.end(), branch_.decision) == done.end()) {
      // Ignored: a guess about a waiting task was wrong, and the execution was one that we know.
      if (branch_.decision.mode == Mode::kRun) Limit("the same schedule did not repeat itself");
      return;
    }
    if (!merges_) return AddPath(execution), AddBranches(execution, nullptr);
    const StepList steps = StepsOf(execution);
    if (!quiet_.Learn(steps)) return BeginAgain();
    AddPath(execution);
    AddBranches(execution, &steps);
  }

  Coverage coverage() const override {
    Coverage coverage;
    coverage.executions = executions_;
    coverage.limits = limit_;
    coverage.lost = !limit_.empty();
    if (coverage.lost) return coverage;
    const bool pass_done = now_.empty() && !under_way_;
    coverage.all = pass_done && later_.empty();
    coverage.preemptions = pass_done ? bound_ : bound_ - 1;
    if (has_waits_) LeaveOut(kOneEarlyEnd, coverage.limits);
    if (merged_ && has_clocks_) LeaveOut(kOneClock, coverage.limits);
    return coverage;
  }

 private:
  // The next one that does not lead to a known state. False: there is none.
  bool TakeBranch() {
    for (;;) {
      if (now_.empty() && later_.empty()) return false;
      if (now_.empty()) {
        now_.swap(later_);
        ++bound_;
      }
      branch_ = now_.back();
      now_.pop_back();
      if (!IsKnown(branch_.leads_to, branch_.preemptions)) return true;
    }
  }

  bool IsKnown(const State& state, int preemptions) {
    const bool known = merges_ && states_.Has(state, preemptions);
    merged_ |= known;
    return known;
  }

  void Limit(std::string_view why) {
    if (limit_.empty()) limit_ = why;
  }

  void NoteLimits(const Execution& execution) {
    if (execution.end != trace::End::kCompleted) Limit("an execution did not come to its end");
    if (const auto why = WhyMoreCanHappen(execution); !why.empty()) Limit(why);
    if (execution.points_cut || execution.decisions_cut) Limit("an execution was too long");
    for (const trace::Point& point : execution.point_list) {
      if (point.enabled_count > std::popcount(point.enabled)) Limit("more than 64 tasks");
    }
  }

  // Most programs show in their first execution that they cannot be treated so.
  void NoteWhetherItMerges(const ExecutionPlan& plan, const Execution& execution) {
    has_clocks_ |= execution.clocks;
    const std::string_view why = merges_ ? WhyStepsDoNotTell(plan, execution) : "";
    if (why.empty()) return;
    merges_ = false;
    if (merged_) Limit(why);
  }

  // Where each decision of the execution took effect: at its point, or, about what was then done,
  // when its task ran after it.
  void AddPath(const Execution& execution) {
    const std::vector<trace::Point>& points = execution.point_list;
    const auto key = [](uint16_t task, uint32_t point) { return uint64_t{task} << 32 | point; };
    std::unordered_map<uint64_t, uint32_t> arrived;
    for (uint32_t i = 0; i < points.size(); ++i) arrived[key(points[i].task, points[i].point)] = i;
    std::vector<Departure>& path = paths_.emplace_back();
    for (const Decision& decision : execution.decisions) {
      const auto at = arrived.find(key(decision.task, decision.point));
      if (at == arrived.end()) return Limit("a decision without its point");
      uint32_t index = at->second;
      const bool passes = decision.mode == Mode::kWake || decision.mode == Mode::kOlder;
      while (passes && index + 1 < points.size() && points[index].next != decision.task) {
        ++index;
      }
      path.push_back({index, decision});
    }
  }

  // Everything that could be done otherwise after the branch that led here. Up to there the parent
  // execution has looked already.
  void AddBranches(const Execution& execution, const StepList* steps) {
    Choices choices;
    std::optional<StateWalk> walk;
    if (steps != nullptr) walk.emplace(execution, *steps);
    for (uint32_t i = 0; i < execution.point_list.size(); ++i) {
      const trace::Point& point = execution.point_list[i];
      const bool runs_are_new = branch_.is_root || i > branch_.index;
      const bool passing_is_new = runs_are_new || (i == branch_.index && !branch_.passes);
      if (walk && runs_are_new) {
        if (IsKnown(walk->here(), branch_.preemptions)) break;  // it is gone on from there
        states_.Add(walk->here(), branch_.preemptions);
      }
      const bool quiet = walk && runs_are_new && IsQuiet(point, steps->steps[i]);
      for (const Choice& choice : choices.Instead(point)) {
        if (runs_are_new && !quiet) Add(i, choice, false, walk);
      }
      for (const Choice& choice : choices.Pass(point)) {
        if (passing_is_new) Add(i, choice, true, walk);
      }
      if (walk) walk->Pass();
    }
    has_waits_ |= choices.has_waits();
  }

  // Whether nothing need be done instead of going on with this step.
  bool IsQuiet(const trace::Point& point, const Step& step) {
    const bool gives = point.op == trace::Op::kYield || point.op == trace::Op::kSleep;
    const bool quiet = point.next == point.task && !gives && quiet_.IsQuiet(step);
    merged_ |= quiet;
    return quiet;
  }

  // Something was left out by mistake.
  void BeginAgain() {
    now_ = {Branch()};
    later_.clear();
    paths_.clear();
    states_ = States();
    bound_ = 0;
    executions_ = 0;
  }

  void Add(uint32_t index, const Choice& choice, bool passes,
           const std::optional<StateWalk>& walk) {
    const int preemptions = branch_.preemptions + (choice.costs ? 1 : 0);
    const State leads_to = walk ? walk->After(choice.decision) : State();
    if (IsKnown(leads_to, preemptions)) return;
    if (now_.size() + later_.size() >= kMaxBranches) return Limit("too many schedules to remember");
    Branch branch = {.from = static_cast<uint32_t>(paths_.size() - 1),
                     .index = index,
                     .preemptions = preemptions,
                     .passes = passes,
                     .is_root = false,
                     .decision = choice.decision,
                     .leads_to = leads_to};
    (branch.preemptions > bound_ ? later_ : now_).push_back(branch);
  }

  bool reuse_memory_, merges_;
  States states_;              // where it merges
  QuietSteps quiet_;           // the same
  bool merged_ = false;        // left something out by one of them
  std::vector<Branch> now_;    // at most bound_ preemptions; the last one is next
  std::vector<Branch> later_;  // one more
  int bound_ = 0;
  Branch branch_;  // the one under way
  bool under_way_ = false;
  std::vector<std::vector<Departure>> paths_;  // of the executions that branches start from
  uint64_t executions_ = 0;
  bool has_waits_ = false, has_clocks_ = false;
  std::string limit_;  // why there is no claim
};

}  // namespace

std::unique_ptr<Strategy> MakeDfs(bool reuse_memory, bool merge_states) {
  return std::make_unique<Dfs>(reuse_memory, merge_states);
}

}  // namespace racelab::explore
