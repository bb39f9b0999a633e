// Follows the accesses to every object, and what each task knows of the others by starts and joins.
#include "checker/check/explain_sharing.h"

#include <algorithm>
#include <map>
#include <optional>

#include "checker/check/explain_sort.h"

namespace racelab {
namespace {

using trace::Event;
using trace::Op;

// By task: how many events it had seen of each other one, as starting and joining tells.
using Knowledge = std::map<int, size_t>;

class StartsAndJoins {
 public:
  void See(size_t i, const Event& event) {
    if (event.other >= trace::kMaxTasks || event.failed != 0) return;
    Knowledge& mine = now_[event.task];
    if (StartsTask(event.op)) {
      Knowledge& child = now_[event.other] = mine;
      child[event.task] = i + 1;
      at_start_[event.other] = child;
    } else if (JoinsTask(event.op)) {
      for (const auto& [task, seen] : now_[event.other]) mine[task] = std::max(mine[task], seen);
      mine[event.other] = i + 1;
    }
  }

  // Whether event `i` of `task` is over for `reader` whatever locks do: now, or when it started.
  bool IsPast(size_t i, int task, int reader) const { return Knows(now_, i, task, reader); }
  bool WasPastAtStart(size_t i, int task, int reader) const {
    return Knows(at_start_, i, task, reader);
  }

 private:
  using All = std::map<int, Knowledge>;

  static bool Knows(const All& all, size_t i, int task, int reader) {
    const auto known = all.find(reader);
    if (known == all.end()) return false;
    const auto seen = known->second.find(task);
    return seen != known->second.end() && i < seen->second;
  }

  All now_, at_start_;
};

struct Write {
  size_t event;
  int task;
  bool when_shared;
};

// The accesses to one object since it was written last.
struct History {
  int first_task;
  std::optional<Write> written;
  std::map<int, size_t> accesses;  // by task, its last one
};

class Watcher {
 public:
  std::unordered_map<uint64_t, Usage> Watch(std::span<const Event> events) {
    for (size_t i = 0; i < events.size(); ++i) {
      const Event& event = events[i];
      order_.See(i, event);
      const Sort sort = SortOf(event.op);
      if (sort == Sort::kNothing || sort == Sort::kTask || sort == Sort::kHeap) continue;
      if (sort == Sort::kChannel && event.object == 0) continue;  // a terminal
      Add(i, event, sort);
    }
    return std::move(usages_);
  }

 private:
  void Add(size_t i, const Event& event, Sort sort) {
    Usage& usage = usages_[event.object];
    History& history =
        histories_.try_emplace(event.object, History{event.task, {}, {}}).first->second;
    usage.synchronizes = usage.synchronizes || IsSync(event.op);
    usage.shared = usage.shared || history.first_task != event.task;
    if (sort != Sort::kMemory) {
      usage.contended = usage.contended || usage.shared;
      return;
    }
    if (!IsWrite(event.op) || event.op == Op::kAtomicRmw) Read(event, history, usage);
    if (IsWrite(event.op)) {
      WriteOver(event, history, usage);
      history.written = Write{i, event.task, usage.shared};
      history.accesses.clear();
    }
    history.accesses[event.task] = i;
  }

  void Read(const Event& event, const History& history, Usage& usage) {
    const std::optional<Write>& from = history.written;
    if (!from || from->task == event.task) return;
    if (order_.WasPastAtStart(from->event, from->task, event.task)) return;
    usage.handed_over = true;
    usage.contended = usage.contended || from->when_shared;
  }

  void WriteOver(const Event& event, const History& history, Usage& usage) {
    for (const auto& [task, last] : history.accesses) {
      const bool other = task != event.task && !order_.IsPast(last, task, event.task);
      usage.contended = usage.contended || other;
    }
  }

  StartsAndJoins order_;
  std::unordered_map<uint64_t, Usage> usages_;
  std::unordered_map<uint64_t, History> histories_;
};

}  // namespace

std::unordered_map<uint64_t, Usage> Usages(std::span<const Event> events) {
  return Watcher().Watch(events);
}

}  // namespace racelab
