// Reasons, the ones that hold for every search first.
#include "checker/explore/claim_limits.h"

#include <algorithm>
#include <map>
#include <vector>

namespace racelab::explore {
namespace {

using trace::Execution;
using trace::Op;

// Whether a task had not ended when the execution did.
bool SomeRunOn(const Execution& execution) {
  if (execution.point_list.empty()) return false;
  std::vector<bool> ended(trace::kMaxTasks + 1);
  ended[0] = ended[execution.point_list.back().next] = true;
  for (const trace::Point& point : execution.point_list) {
    if (point.op == trace::Op::kExit) ended[point.task] = true;
  }
  return std::find(ended.begin(), ended.begin() + execution.tasks, false) !=
         ended.begin() + execution.tasks;
}

// Of a lock whose writers go first.
struct Readers {
  bool writer = false;  // waits for it, too
  bool second = false;  // reads while another one may, or it itself already does
  uint16_t last = trace::kMaxTasks;
  int held = 0;
};

// Whether a writer that only waits can keep a reader out. It takes a second reader, because who
// holds the lock for writing keeps everybody out.
bool WritersGoFirst(const std::vector<trace::Point>& points) {
  std::map<uint64_t, Readers> locks;
  for (const trace::Point& point : points) {
    const bool first = point.second != 0;
    switch (point.op) {
      case Op::kLock:
      case Op::kTimedLock:
        if (first) locks[point.name].writer = true;
        break;
      case Op::kReadLock:
      case Op::kTryReadLock:
      case Op::kTimedReadLock:
        if (first) {
          Readers& lock = locks[point.name];
          lock.second |= lock.held > 0 || (lock.last < trace::kMaxTasks && lock.last != point.task);
          lock.last = point.task;
          ++lock.held;
        }
        break;
      case Op::kReadUnlock:
        if (const auto at = locks.find(point.name); at != locks.end() && at->second.held > 0) {
          --at->second.held;
        }
        break;
      default: break;
    }
  }
  return std::any_of(locks.begin(), locks.end(),
                     [](const auto& lock) { return lock.second.writer && lock.second.second; });
}

}  // namespace

void LeaveOut(std::string_view what, std::string& limits) {
  if (limits.find(what) != std::string::npos) return;
  limits += limits.empty() ? "" : "; ";
  limits += what;
}

std::string_view WhyMoreCanHappen(const Execution& execution) {
  if (execution.alarms) return "an alarm may ring at any time";
  if (execution.timed) return "a wait for input, a signal or a thread may time out at any time";
  if (execution.outside) return "a program runs that is not explored";
  return "";
}

std::string_view WhyStepsDoNotTell(const trace::ExecutionPlan& plan, const Execution& execution) {
  if (const std::string_view more = WhyMoreCanHappen(execution); !more.empty()) return more;
  if (execution.signals) return "signals may come at any time";
  if (execution.robust) return "the owner of a robust mutex ended";
  if (plan.ignore != 0 || plan.all_points) return "some findings are looked past";
  if (execution.tasks > 64) return "more than 64 tasks";
  for (const trace::Point& point : execution.point_list) {
    if (point.op == Op::kKill || point.op == Op::kPause) return "signals may come at any time";
  }
  if (WritersGoFirst(execution.point_list)) return "a lock lets writers go first";
  if (!execution.Failed() && SomeRunOn(execution)) return "the end cut a thread short";
  return "";
}

}  // namespace racelab::explore
