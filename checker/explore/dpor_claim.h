// DporClaim: what may be said about a search of dpor, and why not more.
//
// **Thread safety**: belongs to one thread.
#ifndef RACELAB_CHECKER_EXPLORE_DPOR_CLAIM_H_
#define RACELAB_CHECKER_EXPLORE_DPOR_CLAIM_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "checker/explore/strategy.h"

namespace racelab::explore {

class DporClaim {
 public:
  // `reuse_memory`: what is freed is handed out again.
  explicit DporClaim(bool reuse_memory) : reuse_memory_(reuse_memory) {}

  // Looks for what takes the claim away, or a part of it.
  void See(const ExecutionPlan& plan, const Execution& execution);
  // There is no claim. The first reason stays.
  void Limit(std::string_view why);
  // It is not about this.
  void LeaveOut(std::string_view what);

  // `done`: nothing is left to be run. Fills everything but the number of executions.
  void Say(bool done, Coverage& coverage) const;

 private:
  bool reuse_memory_;
  bool others_find_more_ = false;
  std::string limit_;
  std::string leaves_out_;
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_DPOR_CLAIM_H_
