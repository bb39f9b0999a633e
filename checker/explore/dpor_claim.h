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
  // `reuse_memory`: what is freed is handed out again. `early_ends`: waits end early, too.
  DporClaim(bool reuse_memory, bool early_ends)
      : reuse_memory_(reuse_memory), early_ends_(early_ends) {}

  // Looks for what takes the claim away, or a part of it.
  void See(const ExecutionPlan& plan, const Execution& execution);
  // There is no claim. The first reason stays.
  void Limit(std::string_view why);
  // There is a wait that might end early.
  void SeeWait();

  // `done`: nothing is left to be run. Fills everything but the number of executions.
  void Say(bool done, Coverage& coverage) const;

 private:
  bool reuse_memory_, early_ends_;
  bool without_reuse_ = false, without_early_ends_ = false;
  std::string limit_;
  std::string leaves_out_;
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_DPOR_CLAIM_H_
