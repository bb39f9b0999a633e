// The inference of alternatives.
#include "checker/explore/choices.h"

#include <algorithm>

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::IsEnabled;
using trace::Mode;
using trace::Op;
using trace::Point;

bool MayEndByItself(Op op) { return trace::IsTimed(op) || op == Op::kSleep; }

bool IsConditionWait(Op op) { return op == Op::kWait || op == Op::kTimedWait; }

// Whether leaving the running task costs a preemption. It does not when the task gave way by
// itself.
bool Gives(const Point& point) {
  return !IsEnabled(point, point.task) || point.op == Op::kYield || point.op == Op::kSleep;
}

Choice Make(const Point& point, uint16_t next, Mode mode, bool costs) {
  return {{.point = point.point, .task = point.task, .next = next, .mode = mode}, costs};
}

}  // namespace

void Choices::Arrive(const Point& point) {
  Task& task = tasks_[point.task];
  const bool still_waits = IsConditionWait(point.op) && task.op == point.op &&
                           task.object == point.object && !IsEnabled(point, point.task);
  if (point.op == Op::kReacquire || still_waits) return;
  task.op = point.op;
  task.waits_since = 0;
  task.woken = false;
  task.point = point.point;
  task.pc = point.pc;
  task.object = point.object;
  has_waits_ |= MayEndByItself(point.op) || IsConditionWait(point.op);
}

bool Choices::Used(uint16_t task, Mode mode) const {
  return used_.count({task, {tasks_.at(task).pc, mode}}) != 0;
}

std::vector<Choice> Choices::Instead(const Point& point) {
  Arrive(point);
  std::vector<Choice> choices;
  for (uint16_t task = 0; task < 64; ++task) {
    if (!IsEnabled(point, task) || task == point.next) continue;
    // Staying with a task that yields costs: else a loop of yields would be an endless free path
    // (Musuvathi, Qadeer: "Fair Stateless Model Checking", 2008).
    const bool leaves = !Gives(point) && point.next == point.task;
    const bool costs = leaves || task == point.task;
    choices.push_back(Make(point, task, Mode::kRun, costs));
  }
  for (const auto& entry : tasks_) {
    const uint16_t number = entry.first;
    const Task& task = entry.second;
    if (IsEnabled(point, number)) continue;
    const auto offer = [&](Mode mode) {
      const bool taken = point.next == number && point.mode == mode;
      if (!taken && !Used(number, mode)) {
        choices.push_back(Make(point, number, mode, point.enabled != 0));
      }
    };
    if (MayEndByItself(task.op) && !task.woken) offer(Mode::kTimeout);
    if (IsConditionWait(task.op) && !task.woken) offer(Mode::kSpurious);
  }
  return choices;
}

std::vector<Choice> Choices::Pass(const Point& point) {
  Task& next = tasks_[point.next];
  // A default timeout, when nothing else can run, is no early one.
  if (point.mode == Mode::kSpurious || (point.mode == Mode::kTimeout && point.enabled != 0)) {
    used_.insert({point.next, {next.pc, point.mode}});
  }
  std::vector<Choice> choices;
  for (uint32_t age = 1; age <= point.older; ++age) {
    const Decision decision = {.point = next.point,
                               .task = point.next,
                               .next = static_cast<uint16_t>(age),
                               .mode = Mode::kOlder};
    choices.push_back({decision, true});
  }
  if (IsConditionWait(next.op)) {  // the first time it runs it begins to wait, then it has woken
    next.woken = next.waits_since != 0 || point.mode != Mode::kRun;
    next.waits_since = next.woken ? 0 : ++waits_;
  }
  if (next.op != Op::kSignal) return choices;
  std::vector<std::pair<uint64_t, uint16_t>> waiting;  // since when, who
  for (const auto& [number, task] : tasks_) {
    if (task.waits_since != 0 && task.object == next.object && !IsEnabled(point, number)) {
      waiting.push_back({task.waits_since, number});
    }
  }
  std::sort(waiting.begin(), waiting.end());
  for (size_t i = 1; i < waiting.size(); ++i) {  // the first one gets it by default
    const Decision decision = {
        .point = next.point, .task = point.next, .next = waiting[i].second, .mode = Mode::kWake};
    choices.push_back({decision, false});
  }
  return choices;
}

}  // namespace racelab::explore
