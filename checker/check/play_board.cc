// Tells the next step of each task in the words of an explanation, without values: they are not
// known before it is done.
#include "checker/check/play_board.h"

#include <algorithm>
#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "checker/check/explain_names.h"
#include "checker/check/explain_order.h"
#include "checker/check/explain_scene.h"
#include "checker/check/explain_steps.h"
#include "checker/check/play_stops.h"

namespace racelab {
namespace {

using explore::TaskState;
using trace::Event;
using trace::Op;

class BoardMaker {
 public:
  BoardMaker(const trace::Execution& execution, size_t events, const std::vector<TaskState>& tasks,
             const ProgramFacts& facts)
      : execution_(WithoutFinding(execution)),
        happened_(events),
        scene_(execution_, facts),
        next_(NextOf(tasks)),
        watched_(EventsToTell(scene_)),
        names_(scene_, Named()) {}

  Board Make(const std::vector<TaskState>& tasks) const {
    Board board;
    std::vector<size_t> past = watched_;
    std::erase_if(past, [&](size_t index) { return index >= happened_; });
    board.steps = Steps(scene_, names_, past, kMaxWalk);
    for (const TaskState& task : tasks) board.tasks.push_back(TaskOf(task));
    return board;
  }

 private:
  // The event of what each task has announced, in the execution as it would go on now.
  std::map<int, size_t> NextOf(const std::vector<TaskState>& tasks) const {
    std::map<int, size_t> next;
    for (const TaskState& task : tasks) {
      if (!task.pending) continue;
      for (size_t i = happened_; i < scene_.events.size(); ++i) {
        if (scene_.events[i].task != task.task) continue;
        if (scene_.events[i].op == task.pending->op) next[task.task] = i;
        break;
      }
    }
    return next;
  }

  std::vector<size_t> Named() const {
    std::vector<size_t> named = watched_;
    for (const auto& [task, index] : next_) named.push_back(index);
    std::ranges::sort(named);
    named.erase(std::unique(named.begin(), named.end()), named.end());
    return named;
  }

  BoardTask TaskOf(const TaskState& task) const {
    BoardTask result{.task = task.task,
                     .name = scene_.cast.TaskName(task.task),
                     .turn = task.turn,
                     .may_time_out = task.may_time_out};
    if (task.turn == TaskState::kEnded) {
      result.next = "has ended";
    } else if (!task.pending) {
      result.next = "starts";
    } else {
      const Spot spot = SpotOf(*task.pending);
      result.file = spot.file;
      result.line = spot.line;
      result.source = spot.source;
      result.next = task.turn == TaskState::kWaits ? WaitsFor(*task.pending) : Does(*task.pending);
    }
    return result;
  }

  Spot SpotOf(const trace::Point& point) const {
    if (const auto next = next_.find(point.task); next != next_.end()) {
      return scene_.At(scene_.events[next->second]);
    }
    for (const trace::Waiting& waiting : scene_.waiting()) {
      if (waiting.task == point.task) return scene_.At(waiting.stack);
    }
    return scene_.At(Stack{point.pc});
  }

  std::string WaitsFor(const trace::Point& point) const {
    trace::Waiting waiting = {};
    waiting.task = point.task;
    waiting.holder = trace::kMaxTasks;
    waiting.op = point.op;
    waiting.object = point.object;
    if (point.op == Op::kJoin) waiting.holder = static_cast<uint16_t>(point.second);
    if (const auto mutex = MutexAfterSignal(point)) {
      waiting.op = Op::kLock;
      waiting.object = *mutex;
    }
    if (SortOf(waiting.op) == Sort::kLock) waiting.holder = HolderOf(waiting.object);
    return WaitWords(waiting, names_);
  }

  // Of a task that was woken from its wait on a condition variable: what it waits for now.
  std::optional<uint64_t> MutexAfterSignal(const trace::Point& point) const {
    if (point.op != Op::kReacquire) return std::nullopt;
    for (size_t i = happened_; i-- > 0;) {
      const Event& event = scene_.events[i];
      if (event.task == point.task) return std::nullopt;
      const bool woken = event.op == Op::kSignal && event.other == point.task;
      const bool all = event.op == Op::kBroadcast && event.object == point.object;
      if (woken || all) return MutexOf(point, i);
    }
    return std::nullopt;
  }

  std::optional<uint64_t> MutexOf(const trace::Point& point, size_t before) const {
    for (size_t i = before; i-- > 0;) {
      const Event& event = scene_.events[i];
      if (event.task == point.task && SortOf(event.op) == Sort::kCondition) return event.before;
    }
    return std::nullopt;
  }

  uint16_t HolderOf(uint64_t lock) const {
    HeldLocks held;
    for (const Event& event : scene_.events.first(happened_)) held.See(event);
    for (uint16_t task = 0; task < execution_.tasks; ++task) {
      if (std::ranges::count(held.Of(task), lock) > 0) return task;
    }
    return trace::kMaxTasks;
  }

  std::string Does(const trace::Point& point) const {
    switch (point.op) {
      case Op::kSleep: return "sleeps";
      case Op::kYield: return "lets others go first";
      case Op::kFence: return "passes a fence";
      case Op::kReacquire: return "wakes up";
      case Op::kFork: return "starts a process";
      case Op::kTryLock:
      case Op::kTryReadLock: return absl::StrCat("tries to lock ", names_.Name(point.object));
      case Op::kSignal: return absl::StrCat("signals ", names_.Name(point.object));
      default: break;
    }
    const auto next = next_.find(point.task);
    if (SortOf(point.op) == Sort::kNothing) return "goes on";
    Event event = {};
    if (next != next_.end()) {
      event = scene_.events[next->second];
    } else if (SortOf(point.op) == Sort::kTask || SortOf(point.op) == Sort::kChannel) {
      return "goes on";
    }
    event.task = point.task;
    event.op = point.op;
    event.object = point.object;
    if (SortOf(point.op) == Sort::kMemory) event.size = 0;  // no values
    if (SortOf(point.op) != Sort::kChannel) event.failed = 0;
    std::string previous;
    return EventWords(event, names_, previous, false);
  }

  const trace::Execution execution_;
  const size_t happened_;
  const Scene scene_;
  const std::map<int, size_t> next_;
  const std::vector<size_t> watched_;
  const ObjectNames names_;
};

}  // namespace

Board BoardOf(const trace::Execution& execution, size_t events, const std::vector<TaskState>& tasks,
              const ProgramFacts& facts) {
  events = std::min(events, execution.event_list.size());
  return BoardMaker(execution, events, tasks, facts).Make(tasks);
}

}  // namespace racelab
