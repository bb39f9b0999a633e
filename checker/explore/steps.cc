// Steps out of recorded points: who announced what, who let whom go on, what else could be done.
#include "checker/explore/steps.h"

#include <algorithm>
#include <map>
#include <set>

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::Execution;
using trace::Mode;
using trace::Op;
using trace::Point;

constexpr uint32_t kOnceDone = 2;  // as Point::value

Step StepAt(const Point* announced, uint16_t task, Mode mode, bool processes) {
  Step step;
  step.task = task;
  step.mode = mode;
  if (announced == nullptr) {  // the first one of a new task
    step.op = Op::kStart;
    return step;
  }
  step.op = announced->op;
  step.announced = announced->point;
  step.pc = announced->pc;
  step.names = {announced->name, announced->second};
  step.touches =
      mode == Mode::kRun ? UsesOf(*announced, processes) : EarlyUsesOf(step.op, step.names);
  return step;
}

// Calls `found(use of a, use of b)` for each object that both touch, until it returns true.
template <typename F>
bool AnyShared(const Step& a, const Step& b, const F& found) {
  for (const ObjectUse& one : a.touches) {
    if (one.use == Use::kNone) continue;
    for (const ObjectUse& other : b.touches) {
      const bool same = other.use != Use::kNone && other.object == one.object;
      if (same && found(one.use, other.use)) return true;
    }
  }
  return false;
}

// Who waits on which condition variable, and which signal ended the wait.
class Waits {
 public:
  // Step number `number` of the list is done: notes who woke its task, and who else could have got
  // its signal.
  void Visit(uint32_t number, StepList& list) {
    const Step& step = list.steps[number];
    std::vector<uint16_t>& waiting = waiting_[step.touches[0].object];
    switch (step.op) {
      case Op::kWait:
      case Op::kTimedWait: waiting.push_back(step.task); break;
      case Op::kSignal: Signal(waiting, number, list); break;
      case Op::kBroadcast:
        for (const uint16_t task : waiting) waker_[task] = number + 1;
        waiting.clear();
        break;
      case Op::kReacquire:
        if (step.mode == Mode::kRun) {
          list.enabler[number] = waker_[step.task];
        } else {
          std::erase(waiting, step.task);
        }
        break;
      default: break;
    }
  }

 private:
  void Signal(std::vector<uint16_t>& waiting, uint32_t number, StepList& list) {
    if (waiting.empty()) return;
    const Step& step = list.steps[number];
    auto chosen = std::find(waiting.begin(), waiting.end(), step.wake);
    if (chosen == waiting.end()) chosen = waiting.begin();
    waker_[*chosen] = number + 1;
    waiting.erase(chosen);
    for (const uint16_t task : waiting) {
      if (step.wake != trace::kMaxTasks) break;  // the others were told beside the ordinary one
      list.ways[number].push_back(step);
      list.ways[number].back().wake = task;
    }
  }

  std::map<uint64_t, std::vector<uint16_t>> waiting_;  // by condition variable, in their order
  std::map<uint16_t, uint32_t> waker_;
};

// What the execution's decisions say about who got a signal and how old a value was.
void AddWays(const Execution& execution, std::vector<Step>& steps) {
  std::map<std::pair<uint16_t, uint32_t>, Decision> ways[2];
  for (const Decision& decision : execution.decisions) {
    if (decision.mode != Mode::kOlder && decision.mode != Mode::kWake) continue;
    ways[decision.mode == Mode::kWake][{decision.task, decision.point}] = decision;
  }
  for (Step& step : steps) {
    const auto older = ways[0].find({step.task, step.announced});
    if (older != ways[0].end()) step.older = static_cast<uint8_t>(older->second.next);
    const auto wake = ways[1].find({step.task, step.announced});
    if (wake != ways[1].end()) step.wake = wake->second.next;
  }
}

// The processes that fork, other threads than the one that does it being under way.
std::set<size_t> CopiedByForks(const Execution& execution) {
  std::map<size_t, int> threads;
  for (const uint8_t process : execution.process_of) ++threads[process];
  std::set<size_t> copied;
  for (const Point& point : execution.point_list) {
    if (point.op != Op::kFork || point.task >= execution.process_of.size()) continue;
    const size_t process = execution.process_of[point.task];
    if (threads[process] > 1) copied.insert(process);
  }
  return copied;
}

}  // namespace

StepList StepsOf(const Execution& execution) {
  const std::vector<Point>& points = execution.point_list;
  StepList list;
  // Without fences each object has its own order, and those of several say nothing together.
  const bool fences = std::any_of(points.begin(), points.end(),
                                  [](const Point& point) { return point.op == Op::kFence; });
  const std::vector<uint8_t>& process_of = execution.process_of;
  const std::set<size_t> copied = CopiedByForks(execution);
  std::map<uint16_t, Op> last_wait;        // by task
  std::map<uint16_t, uint32_t> announced;  // by task, index of the point
  uint64_t seen = 1;                       // tasks that could ever run: the others are not created
  std::array<uint32_t, 64> enabler = {};
  for (uint32_t i = 0; i < points.size(); ++i) {
    const Point& point = points[i];
    if (i > 0) list.steps.back().arrives = point.point;
    announced[point.task] = i;
    const uint64_t before = i > 0 ? points[i - 1].enabled : point.enabled;
    for (uint16_t task = 0; task < 64; ++task) {
      const bool now = (point.enabled >> task & 1) != 0, then = (before >> task & 1) != 0;
      const bool created = now && (seen >> task & 1) == 0;
      if (task != point.task && i > 0 && now && (!then || created)) enabler[task] = i;
      if (task == point.task) enabler[task] = 0;
    }
    seen |= point.enabled;
    const auto at = announced.find(point.next);
    const Point* pending = at == announced.end() ? nullptr : &points[at->second];
    Step step = StepAt(pending, point.next, point.mode, execution.processes > 1);
    step.value = point.value;
    if (point.seq_cst != 0 && fences) {
      step.touches[1] = {kSeqCst, step.op == Op::kFence ? Use::kChange : Use::kLook};
    }
    if (point.heap != 0) step.touches[2] = {kHeap, Use::kChange};
    const size_t process = point.next < process_of.size() ? process_of[point.next] : 0;
    if (copied.contains(process)) {
      step.touches[3] = {kMemory | process, step.op == Op::kFork ? Use::kChange : Use::kLook};
    }
    if (step.op == Op::kOnce && point.value == kOnceDone) step.touches[0].use = Use::kLook;
    step.early = point.mode != Mode::kRun && point.enabled != 0;
    step.arrives = step.announced + 1;  // of the last one nobody says it
    list.announced_after.push_back(pending == nullptr ? 0 : at->second);
    list.enabler.push_back(point.next < 64 ? enabler[point.next] : 0);
    list.enabled.push_back(point.enabled);
    if (step.op == Op::kWait || step.op == Op::kTimedWait) last_wait[step.task] = step.op;
    step.timed = step.op == Op::kReacquire && last_wait[step.task] == Op::kTimedWait;
    list.steps.push_back(step);
  }
  AddWays(execution, list.steps);
  list.ways.resize(list.steps.size());
  Waits waits;
  for (uint32_t i = 0; i < list.steps.size(); ++i) {
    for (uint32_t age = 1; list.steps[i].older == 0 && age <= points[i].older; ++age) {
      list.ways[i].push_back(list.steps[i]);
      list.ways[i].back().older = static_cast<uint8_t>(age);
    }
    waits.Visit(i, list);
  }
  return list;
}

std::vector<Mode> EarlyEnds(const Step& step) {
  switch (step.op) {
    case Op::kReacquire:
      return step.timed ? std::vector<Mode>{Mode::kTimeout, Mode::kSpurious}
                        : std::vector<Mode>{Mode::kSpurious};
    case Op::kTimedLock:
    case Op::kTimedReadLock:
    case Op::kSemTimedWait:
    case Op::kFutexTimedWait: return {Mode::kTimeout};
    default: return {};
  }
}

Step InMode(Step step, Mode mode, bool heap) {
  step.mode = mode;
  step.older = 0;
  step.wake = trace::kMaxTasks;
  const ObjectUse memory = step.touches[3];
  step.touches = EarlyUsesOf(step.op, step.names);
  step.touches[3] = memory;
  if (heap) step.touches[2] = {kHeap, Use::kChange};
  return step;
}

Step InOrdinaryWay(Step step) {
  step.older = 0;
  step.wake = trace::kMaxTasks;
  if (step.mode == Mode::kRun) return step;
  step.mode = Mode::kRun;
  step.touches[0].use = step.op == Op::kTimedReadLock ? Use::kShare : Use::kTake;
  return step;
}

bool Dependent(const Step& a, const Step& b) {
  if (a.task == b.task) return true;
  return AnyShared(a, b, [](Use one, Use other) { return !Commute(one, other); });
}

bool CannotComeFirst(const Step& earlier, const Step& later) {
  if (later.op == Op::kOnce && earlier.touches[0].use == Use::kGive) return true;
  return AnyShared(earlier, later, Blocks);
}

}  // namespace racelab::explore
