// random: at each point the running task is left with a fixed chance; the baseline of all others.
//
// Source: Thomson, Donaldson, Betts: "Concurrency Testing Using Schedule Bounding: an Empirical
// Study", 2014, which found a plain random walk hard to beat. We depart in the chance: plans take
// turns between few and many switches, because bugs differ in which of them they need.
#include "checker/explore/rng.h"
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

class Random : public Strategy {
 public:
  explicit Random(uint64_t seed) : rng_(seed, name()) {}
  std::string_view name() const override { return "random"; }
  std::optional<ExecutionPlan> Next() override {
    ExecutionPlan plan;
    plan.rule = trace::Rule::kRandom;
    plan.seed = rng_.Next();
    plan.switch_permille = ++plans_ % 2 == 0 ? 100 : 500;
    return plan;
  }
  void Learn(const ExecutionPlan&, const Execution&, bool) override {}

 private:
  Rng rng_;
  uint64_t plans_ = 0;
};

}  // namespace

std::unique_ptr<Strategy> MakeRandom(uint64_t seed) { return std::make_unique<Random>(seed); }

}  // namespace racelab::explore
