// pos: partial-order sampling, a random priority for each pending operation, redrawn for those that
// conflict with the one just run.
//
// Source: Yuan, Yang, Gu: "Partial Order Aware Concurrency Sampling", 2018. The rule is in the
// runtime, which knows what is pending and what conflicts; only the seed changes.
#include "checker/explore/rng.h"
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

class Pos : public Strategy {
 public:
  explicit Pos(uint64_t seed) : rng_(seed, name()) {}
  std::string_view name() const override { return "pos"; }
  std::optional<ExecutionPlan> Next() override {
    ExecutionPlan plan;
    plan.rule = trace::Rule::kPos;
    plan.seed = rng_.Next();
    return plan;
  }
  void Learn(const ExecutionPlan&, const Execution&, bool) override {}

 private:
  Rng rng_;
};

}  // namespace

std::unique_ptr<Strategy> MakePos(uint64_t seed) { return std::make_unique<Pos>(seed); }

}  // namespace racelab::explore
