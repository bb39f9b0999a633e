// surw: orders the operations on one shared object uniformly at random.
//
// Source: Zhao, Wolff, Mathur, Roychoudhury: "Selectively Uniform Concurrency Testing", 2025. Tasks
// are chosen in proportion to the operations of interest that they still have to do. The walk is in
// the runtime; here the object is drawn, its operations become the focus, and the counts of the
// latest profile become the expected ones. We depart in the focus: the program counters of one
// object's operations (the plan has no room for addresses), so operations of the same code on
// other objects are in focus too, and counted alike.
#include <algorithm>

#include "checker/explore/profile.h"
#include "checker/explore/rng.h"
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

class Surw : public Strategy {
 public:
  explicit Surw(uint64_t seed) : rng_(seed, name()) {}
  std::string_view name() const override { return "surw"; }

  // Without a profile, or without a shared object, the focus is empty.
  std::optional<ExecutionPlan> Next() override {
    ExecutionPlan plan;
    plan.rule = trace::Rule::kSurw;
    plan.seed = rng_.Next();
    if (profile_.shared.empty()) return plan;
    const SharedObject& object = profile_.shared[rng_.Below(profile_.shared.size())];
    for (const SharedOp& op : object.ops) {
      if (plan.focus.size() == trace::kMaxFocus) break;
      if (!InFocus(plan, op.pc)) plan.focus.push_back(op.pc);
    }
    plan.expected.resize(std::min<size_t>(profile_.last_point.size(), trace::kMaxTasks));
    for (const trace::Point& point : points_) {
      if (InFocus(plan, point.pc) && point.task < plan.expected.size()) ++plan.expected[point.task];
    }
    return plan;
  }

  void Learn(const ExecutionPlan&, const Execution& execution, bool) override {
    if (execution.point_list.empty()) return;
    Profile profile = MakeProfile(execution);
    if (profile.shared.size() < profile_.shared.size()) return;  // a failure cut it short
    profile_ = std::move(profile);
    points_ = execution.point_list;
  }

 private:
  static bool InFocus(const ExecutionPlan& plan, uint32_t pc) {
    return std::find(plan.focus.begin(), plan.focus.end(), pc) != plan.focus.end();
  }

  Rng rng_;
  Profile profile_;
  std::vector<trace::Point> points_;
};

}  // namespace

std::unique_ptr<Strategy> MakeSurw(uint64_t seed) { return std::make_unique<Surw>(seed); }

}  // namespace racelab::explore
