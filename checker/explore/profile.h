// Profile: what the recorded points of one execution say about the program.
//
// **Thread safety**: plain values and pure functions.
#ifndef RACELAB_CHECKER_EXPLORE_PROFILE_H_
#define RACELAB_CHECKER_EXPLORE_PROFILE_H_

#include <cstdint>
#include <vector>

#include "checker/trace/schedule.h"

namespace racelab::explore {

// One operation on a shared object.
struct SharedOp {
  uint16_t task;
  uint32_t point;  // number among the task's own
  uint32_t pc;
};

// An object that several tasks touch and at least one of them changes, with all operations on it in
// the order in which they came up.
struct SharedObject {
  uint64_t object;
  std::vector<SharedOp> ops;
};

struct Profile {
  uint64_t points = 0;
  std::vector<uint32_t> last_point;  // by task: the number of its last point; 0: it had none
  uint32_t created = 0;              // main's first point after the last task was created, or 1
  std::vector<SharedObject> shared;  // in the order in which they came up
};

// REQUIRES: the execution was run with record_points.
Profile MakeProfile(const trace::Execution& execution);

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_PROFILE_H_
