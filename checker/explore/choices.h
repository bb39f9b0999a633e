// Choices: what could have been done otherwise at each point of a recorded execution; for dfs.
//
// **Thread safety**: a value of one thread.
#ifndef RACELAB_CHECKER_EXPLORE_CHOICES_H_
#define RACELAB_CHECKER_EXPLORE_CHOICES_H_

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "checker/trace/schedule.h"

namespace racelab::explore {

// One thing that could have been done otherwise.
struct Choice {
  trace::Decision decision;
  bool costs;  // a preemption, or an early timeout or spurious wakeup while others could run
};

// Walks along an execution's points and knows at each what each task waits for.
//
// Who can run is in the record (Point::enabled). The rest is inferred from each task's latest
// operation: a task that is not enabled and is in a timed wait may time out; one in a wait on a
// condition variable may wake spuriously, or get a notify_one instead of the one that waits
// longest. A wrong guess is harmless: the runtime ignores the decision, and dfs sees that it did.
// To keep trees finite, each task times out early, and wakes spuriously, once for each waiting
// statement.
class Choices {
 public:
  // What could run instead at this point, in a fixed order. REQUIRES: called before Pass, for each
  // point in turn.
  std::vector<Choice> Instead(const trace::Point& point);

  // Goes past the point. Returns which older values could be used, when an atomic operation is
  // executed here, and who else could get the signal, when a notify_one is and several wait; the
  // decisions belong to the point of who does it.
  std::vector<Choice> Pass(const trace::Point& point);

  bool has_waits() const { return has_waits_; }  // so that the limit above matters

 private:
  struct Task {
    trace::Op op = trace::Op::kNone;  // latest, other than the end of a wait
    uint32_t point = 0, pc = 0;
    uint64_t object = 0;
    uint64_t waits_since = 0;  // order of the waits that began; 0: does not wait on a condition
    bool woken = false;        // from that wait
  };
  void Arrive(const trace::Point& point);
  bool Used(uint16_t task, trace::Mode mode) const;

  std::map<uint16_t, Task> tasks_;
  std::set<std::pair<uint16_t, std::pair<uint32_t, trace::Mode>>> used_;
  uint64_t waits_ = 0;
  bool has_waits_ = false;
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_CHOICES_H_
