// All strategies, one file each; the file names its source and says where it departs.
#ifndef RACELAB_CHECKER_EXPLORE_STRATEGIES_H_
#define RACELAB_CHECKER_EXPLORE_STRATEGIES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/explore/strategy.h"

namespace racelab::explore {

std::unique_ptr<Strategy> MakeRandom(uint64_t seed);
std::unique_ptr<Strategy> MakePct(uint64_t seed, uint32_t depth = 3);
std::unique_ptr<Strategy> MakePos(uint64_t seed);
std::unique_ptr<Strategy> MakeSurw(uint64_t seed);
std::unique_ptr<Strategy> MakeReadsFrom(uint64_t seed);

// Finished after at most `limit` plans. Offers none before it has seen a profile: an execution with
// recorded points.
std::unique_ptr<Strategy> MakeSerial(uint64_t seed, size_t limit);

// With `reuse_memory`, allocation behaves as in a real allocator, which is what finds ABA. With
// `merge_states`, a state to which several schedules come is left once in each way.
std::unique_ptr<Strategy> MakeDfs(bool reuse_memory, bool merge_states = false);

// Without `early_ends`, timeouts come only when nothing else can be done, and no wakeup is
// spurious.
std::unique_ptr<Strategy> MakeDpor(bool reuse_memory, bool early_ends = true);

// dpor, once or several times, each time leaving out less: at first waits that end early, then
// memory that is used again, as far as the program has them. Claims what it has come to.
std::unique_ptr<Strategy> MakeProof();

// Kills processes, or lets calls fail. Finished when no schedule has a point at which it can.
// `victim`: the only process that dies, from 1; 0: any but the first. Interruptions are those
// faults after which the same call may be made again: EINTR and short transfers.
std::unique_ptr<Strategy> MakeCrashes(uint64_t seed, int victim = 0);
std::unique_ptr<Strategy> MakeFaults(uint64_t seed);
std::unique_ptr<Strategy> MakeInterruptions(uint64_t seed);

// This plan, once.
std::unique_ptr<Strategy> MakeReplay(const ExecutionPlan& plan);

// The names that MakeStrategy knows, the default first: those that choose schedules, and those that
// do harm as well, which a right program need not survive.
const std::vector<std::string>& ScheduleStrategies();
const std::vector<std::string>& StrategyNames();

// A strategy for a search of at most `budget` executions: "portfolio" (all of them, portfolio.h),
// or one alone, which then runs after the profile that it needs. `victim`: of crashes.
// InvalidArgument: no such name.
absl::StatusOr<std::unique_ptr<Strategy>> MakeStrategy(const std::string& name, uint64_t seed,
                                                       uint64_t budget, int victim = 0);

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_STRATEGIES_H_
