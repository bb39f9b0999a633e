// pct: random priorities for tasks, lowered at d - 1 random points.
//
// Source: Burckhardt, Kothari, Musuvathi, Nagarakatte: "A Randomized Scheduler with Probabilistic
// Guarantees of Finding Bugs", 2010. For n tasks and k points, a bug of depth d is found with a
// chance of at least 1 / (n k^(d-1)) in each execution. The rule itself is in the runtime; here k
// is the most points that any execution had so far, so the bound holds once the longest was seen.
#include <algorithm>

#include "checker/explore/rng.h"
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

class Pct : public Strategy {
 public:
  Pct(uint64_t seed, uint32_t depth) : rng_(seed, name()), depth_(depth) {}
  std::string_view name() const override { return "pct"; }
  std::optional<ExecutionPlan> Next() override {
    ExecutionPlan plan;
    plan.rule = trace::Rule::kPct;
    plan.seed = rng_.Next();
    plan.depth = depth_;
    plan.length = length_;
    return plan;
  }
  void Learn(const ExecutionPlan&, const Execution& execution, bool) override {
    const uint64_t points = std::min<uint64_t>(execution.points, 1u << 30);
    length_ = std::max(length_, static_cast<uint32_t>(points));
  }

 private:
  Rng rng_;
  uint32_t depth_;
  uint32_t length_ = 1;
};

}  // namespace

std::unique_ptr<Strategy> MakePct(uint64_t seed, uint32_t depth) {
  return std::make_unique<Pct>(seed, depth);
}

}  // namespace racelab::explore
