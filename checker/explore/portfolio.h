// Portfolio: several strategies in turn, because none dominates.
//
// **Thread safety**: see strategy.h.
// **Invariants**: the same seed, budget and executions give the same plans.
#ifndef RACELAB_CHECKER_EXPLORE_PORTFOLIO_H_
#define RACELAB_CHECKER_EXPLORE_PORTFOLIO_H_

#include <deque>
#include <memory>
#include <vector>

#include "checker/explore/strategy.h"

namespace racelab::explore {

// In order:
//  1. a profile: the schedule without preemptions, then four random ones, with recorded points;
//     from here on every fourth plan is for a proof, if there is one process: when it comes to its
//     end, so does the search;
//  2. if the profile is small, dfs for up to 300 executions, in turn with 3., pct and 4.: a small
//     tree is exhausted early;
//  3. serial, to its end;
//  4. rf, pos, surw, pct and random in turn, for 70 % of the budget;
//  5. dfs for the rest, if that is about enough for one preemption at each point, or the profile is
//     small, and the proof gets every second plan; else, and when dfs comes to its end without a
//     proof, the turn continues.
//  6. beyond the budget, if somebody asks: the proof alone, as long as there may be one, for up to
//     5,000 executions (of several processes 400 in all); then dfs up to three preemptions.
// Plans take turns between fresh and reused memory, and some have early timeouts and spurious
// wakeups. dfs merges states. Where freed memory could be used again it has two trees, without and
// with that, and a claim is about both, or says that it is about the first.
class Portfolio : public Strategy {
 public:
  using Strategies = std::vector<std::unique_ptr<Strategy>>;

  struct Parts {
    uint64_t profiles = 5;
    std::vector<std::unique_ptr<Strategy>> first;  // to the end of each
    std::vector<std::unique_ptr<Strategy>> turns;
    std::vector<size_t> order;  // of `turns`: one round
    size_t for_small = 0;       // of `turns`: what has a turn more when the profile is small
    std::vector<std::unique_ptr<Strategy>> systematic;
    std::vector<std::unique_ptr<Strategy>> proof;  // one, or none
  };

  Portfolio(std::string_view name, uint64_t seed, uint64_t budget, Parts parts);

  std::string_view name() const override { return name_; }
  std::optional<ExecutionPlan> Next() override;
  void Learn(const ExecutionPlan& plan, const Execution& execution, bool mine) override;
  Coverage coverage() const override;

 private:
  std::optional<ExecutionPlan> NextProfile();
  std::optional<ExecutionPlan> NextBeyond();
  bool ProofsTurn() const;
  std::optional<ExecutionPlan> NextOfSmall();
  std::optional<ExecutionPlan> NextSystematic();
  bool AnyUnderWay(const Strategies& strategies) const;
  std::optional<ExecutionPlan> NextProof();
  size_t Trees() const;
  Coverage ProofCoverage() const;
  Coverage SystematicCoverage() const;
  std::optional<ExecutionPlan> NextFirst();
  std::optional<ExecutionPlan> NextTurn();
  std::optional<ExecutionPlan> From(Strategy& strategy, bool vary);

  std::string_view name_;
  uint64_t seed_, budget_;
  Parts parts_;
  bool older_ = false;   // atomics were seen to have older values
  bool reuses_ = false;  // freed memory was seen that could be used again
  uint64_t plans_ = 0, varied_ = 0, turn_ = 0, systematic_turn_ = 0, early_ = 0;
  uint64_t small_turn_ = 0;
  uint64_t proofs_ = 0;              // plans of the proof
  uint64_t beyond_ = 0;              // of them, beyond the budget
  uint64_t profiled_ = 0;            // profiles that came back
  bool proves_ = false;              // dpor has its turns within the budget
  bool small_ = false;               // the tree looks as if it could be exhausted early
  bool fits_ = false;                // dfs would get somewhere in the last part of the budget
  std::deque<Strategy*> under_way_;  // whose the plans are; null: a profile
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_PORTFOLIO_H_
