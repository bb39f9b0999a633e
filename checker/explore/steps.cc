// What each operation touches, and the table of what commutes.
#include "checker/explore/steps.h"

#include <algorithm>
#include <map>

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::Execution;
using trace::Mode;
using trace::Op;
using trace::Point;

constexpr uint32_t kOnceDone = 2;  // as Point::value

// Objects that have no address. Names of places have less than 63 bits.
constexpr uint64_t kNoAddress = uint64_t{1} << 63;
constexpr uint64_t kTasks = kNoAddress | uint64_t{1} << 62;   // the numbers that new tasks get
constexpr uint64_t kSystem = kNoAddress | uint64_t{3} << 61;  // processes, descriptors, files
constexpr uint64_t kSeqCst = kNoAddress | uint64_t{5} << 60;  // the order of all such operations
constexpr uint64_t kHeap = kNoAddress | uint64_t{7} << 60;    // what it hands out next
uint64_t TaskObject(uint64_t task) { return kNoAddress | task; }
uint64_t FutexQueue(uint64_t word) { return kNoAddress | uint64_t{1} << 60 | word; }

std::array<ObjectUse, 3> One(uint64_t object, Use use) { return {{{object, use}}}; }

// Of a wait or a timed operation that ends early.
std::array<ObjectUse, 3> EarlyTouches(const Step& at) {
  const auto [name, second] = at.names;
  if (at.op == Op::kReacquire) return {{{name, Use::kChange}, {second, Use::kTake}}};
  if (at.op == Op::kJoin) return One(TaskObject(second), Use::kLook);
  if (at.op == Op::kFutexTimedWait) return One(FutexQueue(name), Use::kChange);
  return One(name, name == 0 ? Use::kNone : Use::kChange);
}

// `at` is the point at which the operation was announced.
std::array<ObjectUse, 3> TouchesOf(const Point& at, bool processes) {
  switch (at.op) {
    case Op::kExit:
      return {
          {{TaskObject(at.task), Use::kGive}, {kSystem, processes ? Use::kChange : Use::kNone}}};
    case Op::kCreate:
    case Op::kDetach: return One(kTasks, Use::kChange);
    case Op::kJoin: return One(TaskObject(at.second), Use::kTake);
    case Op::kAtomicLoad:
      return {{{at.name, Use::kLook},
               {FutexQueue(at.name), at.second != 0 ? Use::kChange : Use::kNone}}};
    case Op::kAtomicStore:
    case Op::kAtomicRmw:
    case Op::kTryLock:
    case Op::kTryReadLock:
    case Op::kSemTryWait:
    case Op::kSemPost:  // a wait need not have to wait for it
    case Op::kDestroy: return One(at.name, Use::kChange);
    case Op::kLock:
    case Op::kTimedLock:
    case Op::kSemWait:
    case Op::kSemTimedWait:
    case Op::kBarrier:
    case Op::kOnce: return One(at.name, Use::kTake);
    case Op::kUnlock:
    case Op::kSignal:
    case Op::kBroadcast: return One(at.name, Use::kGive);
    case Op::kNone: return One(at.name, at.name == 0 ? Use::kNone : Use::kGive);  // barrier, once
    case Op::kReadLock:
    case Op::kTimedReadLock: return One(at.name, Use::kShare);
    case Op::kReadUnlock: return One(at.name, Use::kUnshare);
    case Op::kWait:
    case Op::kTimedWait: return {{{at.name, Use::kChange}, {at.second, Use::kGive}}};
    case Op::kReacquire: return One(at.second, Use::kTake);  // and the signal is its enabler
    case Op::kFutexWait:
    case Op::kFutexTimedWait: return One(FutexQueue(at.name), Use::kTake);
    case Op::kFutexWake: return One(FutexQueue(at.name), Use::kGive);
    case Op::kFork: return {{{kTasks, Use::kChange}, {kSystem, Use::kChange}}};
    case Op::kBlock:
    case Op::kWaitChild:
    case Op::kTransfer:
    case Op::kKill:
    case Op::kPause: return One(kSystem, Use::kChange);
    default: return {};  // nobody else can tell when it was done
  }
}

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
  step.touches = mode == Mode::kRun ? TouchesOf(*announced, processes) : EarlyTouches(step);
  return step;
}

bool Blocks(Use give, Use take) {
  if (give == Use::kGive) return take == Use::kTake || take == Use::kShare;
  return give == Use::kUnshare && take == Use::kTake;
}

bool Commute(Use a, Use b) {
  const auto shares = [](Use use) { return use == Use::kShare || use == Use::kUnshare; };
  return (a == Use::kLook && b == Use::kLook) || (shares(a) && shares(b));
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
  // Returns the number of the step that woke the task of this one, plus 1; 0: none.
  uint32_t Visit(const Step& step, uint32_t number) {
    const uint64_t object = step.touches[0].object;
    switch (step.op) {
      case Op::kWait:
      case Op::kTimedWait: waiting_[object].push_back(step.task); break;
      case Op::kSignal: Signal(object, step.wake, number); break;
      case Op::kBroadcast:
        while (!waiting_[object].empty()) Signal(object, trace::kMaxTasks, number);
        break;
      case Op::kReacquire:
        if (step.mode == Mode::kRun) return waker_[step.task];
        std::erase(waiting_[object], step.task);
        break;
      default: break;
    }
    return 0;
  }

 private:
  void Signal(uint64_t object, uint16_t whom, uint32_t number) {
    std::vector<uint16_t>& waiting = waiting_[object];
    if (waiting.empty()) return;
    auto chosen = std::find(waiting.begin(), waiting.end(), whom);
    if (chosen == waiting.end()) chosen = waiting.begin();
    waker_[*chosen] = number + 1;
    waiting.erase(chosen);
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

}  // namespace

StepList StepsOf(const Execution& execution) {
  const std::vector<Point>& points = execution.point_list;
  StepList list;
  // Without fences each object has its own order, and those of several say nothing together.
  const bool fences = std::any_of(points.begin(), points.end(),
                                  [](const Point& point) { return point.op == Op::kFence; });
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
  Waits waits;
  for (uint32_t i = 0; i < list.steps.size(); ++i) {
    if (const uint32_t waker = waits.Visit(list.steps[i], i); waker != 0) list.enabler[i] = waker;
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
  step.touches = EarlyTouches(step);
  if (heap) step.touches[2] = {kHeap, Use::kChange};
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
