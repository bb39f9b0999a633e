// Follows every object through the events: who gave last, and who takes.
#include "checker/check/explain_order.h"

#include <algorithm>
#include <deque>
#include <map>
#include <unordered_map>

#include "checker/check/explain_sort.h"

namespace racelab {
namespace {

using trace::Event;
using trace::Op;

bool IsWait(const Event& event) { return event.op == Op::kWait || event.op == Op::kTimedWait; }

// Of atomic operations; the numbers are those of __ATOMIC_RELAXED and its like.
bool Releases(const Event& event) { return event.memory_order >= 3; }
bool Acquires(const Event& event) {
  return event.memory_order == 1 || event.memory_order == 2 || event.memory_order >= 4;
}

class Follower {
 public:
  explicit Follower(std::span<const Event> events) : events_(events) {}

  std::vector<OrderEdge> Follow() {
    for (size_t i = 0; i < events_.size(); ++i) {
      const Event& event = events_[i];
      Begin(i, event);
      switch (SortOf(event.op)) {
        case Sort::kMemory: Memory(i, event); break;
        case Sort::kLock: Lock(i, event); break;
        case Sort::kCondition: Condition(i, event); break;
        case Sort::kSemaphore: Semaphore(i, event); break;
        case Sort::kTask: Task(i, event); break;
        case Sort::kChannel: Channel(i, event); break;
        case Sort::kHeap:
          if (event.op == Op::kAllocate) Forget(event.object, event.after);
          break;
        case Sort::kNothing:
          if (event.op == Op::kNone) Forget(event.object, 1);  // a mutex is made anew
          break;
        default: break;
      }
      last_[event.task] = i;
    }
    return std::move(edges_);
  }

 private:
  using Index = std::map<uint64_t, size_t>;

  // What was at these bytes before has nothing to do with what comes.
  void Forget(uint64_t begin, uint64_t size) {
    for (Index* index : {&released_, &written_}) {
      index->erase(index->lower_bound(begin), index->lower_bound(begin + size));
    }
  }

  void Add(const Index& from, uint64_t key, size_t to, bool reads = false) {
    const auto found = from.find(key);
    if (found == from.end() || events_[found->second].task == events_[to].task) return;
    edges_.push_back({found->second, to, reads});
  }

  // The first event of a task comes after the call that started it.
  void Begin(size_t i, const Event& event) {
    if (!last_.contains(event.task)) Add(started_, event.task, i);
  }

  void Task(size_t i, const Event& event) {
    if (event.other >= trace::kMaxTasks || event.failed != 0) return;
    if (StartsTask(event.op)) started_[event.other] = i;
    if (JoinsTask(event.op)) Add(last_, event.other, i);
  }

  void Lock(size_t i, const Event& event) {
    if (GivesLock(event)) released_[event.object] = i;
    if (TakesLock(event)) Add(released_, event.object, i);
  }

  void Condition(size_t i, const Event& event) {
    if (IsWait(event)) {
      waiting_[event.object].push_back(event.task);
      released_[event.before] = i;
    } else if (event.op == Op::kReacquire) {
      std::erase(waiting_[event.object], event.task);
      if (event.failed == 0) Add(woken_, event.task, i);
      woken_.erase(event.task);
      Add(released_, event.before, i);
    } else if (event.op == Op::kSignal && event.other < trace::kMaxTasks) {
      woken_[event.other] = i;
    } else if (event.op == Op::kBroadcast) {
      for (const uint16_t task : waiting_[event.object]) woken_[task] = i;
    }
  }

  void Semaphore(size_t i, const Event& event) {
    std::deque<size_t>& posts = posts_[event.object];
    if (event.op == Op::kSemPost) return posts.push_back(i);
    if (event.failed != 0 || posts.empty()) return;
    if (events_[posts.front()].task != event.task) edges_.push_back({posts.front(), i, false});
    posts.pop_front();
  }

  void Memory(size_t i, const Event& event) {
    const bool reads =
        event.op == Op::kRead || event.op == Op::kAtomicLoad || event.op == Op::kAtomicRmw;
    const auto written = written_.find(event.object);
    if (reads && written != written_.end()) Read(i, event, written->second);
    const bool changes = event.op != Op::kAtomicRmw || event.failed == 0;
    if (IsWrite(event.op) && changes) written_[event.object] = i;
  }

  // The newest write is what it read if the value says so too: it may have used an older one.
  void Read(size_t i, const Event& event, size_t write) {
    const Event& from = events_[write];
    if (from.task == event.task || from.size != event.size || from.after != event.before) return;
    edges_.push_back({write, i, true});
    const bool atomic = IsAtomic(from.op) && IsAtomic(event.op);
    if (atomic && Releases(from) && Acquires(event)) edges_.push_back({write, i, false});
  }

  void Channel(size_t i, const Event& event) {
    if (event.op != Op::kTransfer || event.object == 0 || static_cast<int64_t>(event.after) < 0) {
      return;
    }
    const auto what = static_cast<trace::Transfer>(event.memory_order);
    if (what == trace::Transfer::kRead) Add(given_, event.object, i);
    if (what == trace::Transfer::kWrite) given_[event.object] = i;
  }

  const std::span<const Event> events_;
  std::vector<OrderEdge> edges_;
  Index last_, started_, woken_;      // by task
  Index released_, written_, given_;  // by object
  std::unordered_map<uint64_t, std::vector<uint16_t>> waiting_;
  std::unordered_map<uint64_t, std::deque<size_t>> posts_;
};

}  // namespace

std::vector<OrderEdge> OrderOf(std::span<const Event> events) { return Follower(events).Follow(); }

bool TakesLock(const Event& event) {
  if (event.failed != 0) return false;
  switch (event.op) {
    case Op::kLock:
    case Op::kTryLock:
    case Op::kTimedLock:
    case Op::kReadLock:
    case Op::kTryReadLock:
    case Op::kTimedReadLock: return true;
    default: return false;
  }
}

bool GivesLock(const Event& event) {
  return event.op == Op::kUnlock || event.op == Op::kReadUnlock;
}

void HeldLocks::See(const Event& event) {
  std::vector<uint64_t>& held = held_[event.task];
  const bool waits = IsWait(event);
  if (TakesLock(event)) {
    held.push_back(event.object);
  } else if (event.op == Op::kReacquire && event.before != 0) {
    held.push_back(event.before);
  } else if (GivesLock(event) || waits) {
    const uint64_t lock = waits ? event.before : event.object;
    const auto found = std::find(held.rbegin(), held.rend(), lock);
    if (found != held.rend()) held.erase(std::next(found).base());
  }
}

}  // namespace racelab
