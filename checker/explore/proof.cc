// proof: dpor in stages. The first ones leave out what multiplies the executions, so that there is
// a claim early, with its limits; each later one takes its place when it comes to its end.
#include <optional>

#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

class Proof : public Strategy {
 public:
  std::string_view name() const override { return "proof"; }

  std::optional<ExecutionPlan> Next() override {
    std::optional<ExecutionPlan> plan = dpor_->Next();
    if (!plan && !under_way_ && NextStage()) plan = dpor_->Next();
    under_way_ |= plan.has_value();
    return plan;
  }

  void Learn(const ExecutionPlan& plan, const Execution& execution, bool mine) override {
    if (mine) under_way_ = false;
    dpor_->Learn(plan, execution, mine);
  }

  Coverage coverage() const override {
    const Coverage now = dpor_->coverage();
    Coverage claim = now.all || !proven_ ? now : *proven_;
    claim.lost = now.lost;
    if (now.all) claim.executions += before_;
    return claim;
  }

 private:
  // False: nothing is left out that another stage would look at, or this one has no claim.
  bool NextStage() {
    const Coverage done = coverage();
    if (!done.all || done.lost || !done.OthersFindMore()) return false;
    proven_ = done;
    const bool reuse_memory = !done.without_early_ends;
    // The stage with early ends runs everything again, that with reused memory runs more.
    if (reuse_memory) before_ = done.executions;
    dpor_ = MakeDpor(reuse_memory);
    return true;
  }

  std::unique_ptr<Strategy> dpor_ = MakeDpor(false, false);  // of this stage
  std::optional<Coverage> proven_;                           // by the one before
  uint64_t before_ = 0;  // executions that the claim is about, with memory that is not used again
  bool under_way_ = false;
};

}  // namespace

std::unique_ptr<Strategy> MakeProof() { return std::make_unique<Proof>(); }

}  // namespace racelab::explore
