// replay: one plan, once.
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

class Replay : public Strategy {
 public:
  explicit Replay(const ExecutionPlan& plan) : plan_(plan) {}
  std::string_view name() const override { return "replay"; }
  std::optional<ExecutionPlan> Next() override { return std::exchange(plan_, std::nullopt); }
  void Learn(const ExecutionPlan&, const Execution&, bool) override {}

 private:
  std::optional<ExecutionPlan> plan_;
};

}  // namespace

std::unique_ptr<Strategy> MakeReplay(const ExecutionPlan& plan) {
  return std::make_unique<Replay>(plan);
}

}  // namespace racelab::explore
