// Chooses events by object: one that a single task uses explains nothing.
#include "checker/check/explain_events.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "checker/check/explain_copies.h"
#include "checker/check/explain_sharing.h"

namespace racelab {
namespace {

using trace::Kind;
using trace::Op;

class Chooser {
 public:
  explicit Chooser(const Scene& scene)
      : scene_(scene),
        usages_(Usages(scene.events)),
        ages_matter_(std::ranges::any_of(scene.events, UsesOlderValue)) {
    for (const trace::Waiting& waiting : scene.waiting()) {
      objects_.insert(waiting.object);
      tasks_.insert(waiting.task);
      const Sort sort = SortOf(waiting.op);
      if (IsSync(waiting.op)) synchronizing_.insert(waiting.object);
      waits_for_signal_ = waits_for_signal_ || (sort != Sort::kLock && sort != Sort::kTask);
    }
    for (const trace::Waiting& waiting : scene.waiting()) {
      if (!scene.HolderLeftBehind(waiting)) continue;
      const uint64_t process = static_cast<uint64_t>(scene.cast.ProcessOf(waiting.holder));
      objects_.insert(AddressOf(waiting.object) + (process << trace::kProcessShift));
    }
    copied_ = CopiedLocks(scene);
    if (Is(Kind::kAssertion)) copied_.merge(CopiedMemory(scene));
    if (OnlyNamedObjects()) copied_.clear();
    // Such a schedule has no wakeup that the failure does not need.
    for (const trace::Event& event : scene.events) {
      if (WokeForNothing(event)) objects_.insert(event.object);
    }
    if (scene.finding.kind == Kind::kLockMisuse) objects_.insert(scene.finding.address);
    tasks_.insert(scene.finding.task[0]);
    tasks_.insert(scene.finding.task[1]);
  }

  bool Matters(const trace::Event& event) const {
    switch (SortOf(event.op)) {
      case Sort::kMemory: return MemoryMatters(event);
      case Sort::kLock: return LockMatters(event);
      case Sort::kTask: return TaskMatters(event);
      case Sort::kHeap: return HeapMatters(event);
      case Sort::kChannel: return ChannelMatters(event);
      case Sort::kNothing: return false;
      default: return objects_.contains(event.object) || (!OnlyNamedObjects() && Shared(event));
    }
  }

  bool IsWatched(const trace::Event& event) const {
    if (Matters(event)) return true;
    switch (SortOf(event.op)) {
      case Sort::kMemory: return !Synchronizes(event) && (Shared(event) || HandedOver(event));
      case Sort::kTask: return event.op != Op::kStart && event.op != Op::kExit;
      case Sort::kChannel: return event.object != 0 && Shared(event);
      case Sort::kLock: return Is(Kind::kDataRace) && InTasks(event) && event.op != Op::kDestroy;
      default: return IsSync(event.op) && Shared(event);
    }
  }

 private:
  bool Is(Kind kind) const { return scene_.finding.kind == kind; }
  bool IsMemoryError() const { return Is(Kind::kUseAfterFree) || Is(Kind::kDoubleFree); }
  // Findings that are about certain objects, whatever else is shared.
  bool OnlyNamedObjects() const {
    return (Is(Kind::kDeadlock) && !waits_for_signal_) || Is(Kind::kLockMisuse) ||
           Is(Kind::kLeak) || IsMemoryError();
  }

  bool Copied(const trace::Event& event) const {
    return !IsShared(event.object) && copied_.contains(AddressOf(event.object));
  }

  bool Shared(const trace::Event& event) const {
    if (Copied(event)) return true;
    const auto found = usages_.find(event.object);
    return found != usages_.end() && found->second.contended;
  }

  // One task wrote it and another one read it afterwards; not what libraries hand over.
  bool HandedOver(const trace::Event& event) const {
    const auto found = usages_.find(event.object);
    if (found == usages_.end() || !found->second.handed_over) return false;
    return IsAtomic(event.op) || scene_.At(event).direct;
  }

  bool Synchronizes(const trace::Event& event) const {
    const auto found = usages_.find(event.object);
    const bool waited_for = synchronizing_.contains(event.object);
    return waited_for || (found != usages_.end() && found->second.synchronizes);
  }

  bool MemoryMatters(const trace::Event& event) const {
    const trace::Finding& finding = scene_.finding;
    if (Synchronizes(event)) return false;
    if (objects_.contains(event.object)) return true;
    // Which older value could be used depends on all that the atomics told each other.
    if (ages_matter_ && IsAtomic(event.op) && usages_.at(event.object).shared) return true;
    if (Is(Kind::kDataRace)) {
      return Touches(event, finding.address, std::max(finding.size, 1u)) && InTasks(event);
    }
    if (IsMemoryError()) {
      return finding.block_size > 0 && Touches(event, finding.block, finding.block_size);
    }
    return !OnlyNamedObjects() && Shared(event);
  }

  bool LockMatters(const trace::Event& event) const {
    if (objects_.contains(event.object)) return true;
    if (OnlyNamedObjects()) return false;
    return Shared(event) && (!Is(Kind::kDataRace) || InTasks(event));
  }

  bool TaskMatters(const trace::Event& event) const {
    switch (event.op) {
      case Op::kCreate:
      case Op::kFork: return event.failed || tasks_.contains(event.other) || !Is(Kind::kDataRace);
      case Op::kDetach:
      case Op::kJoin:
      case Op::kWaitChild: return Is(Kind::kLeak);
      case Op::kKill: return true;
      default: return false;
    }
  }

  bool ChannelMatters(const trace::Event& event) const {
    if (event.object == 0) return false;
    if (objects_.contains(event.object)) return true;
    return !OnlyNamedObjects() && Shared(event) && (!Is(Kind::kDataRace) || InTasks(event));
  }

  bool HeapMatters(const trace::Event& event) const {
    if (event.failed) return true;
    return IsMemoryError() && event.object == scene_.finding.block && event.object != 0;
  }

  bool InTasks(const trace::Event& event) const { return tasks_.contains(event.task); }

  const Scene& scene_;
  const std::unordered_map<uint64_t, Usage> usages_;
  const bool ages_matter_;
  std::set<uint64_t> objects_;        // that the finding is about
  std::set<uint64_t> synchronizing_;  // those of them that are no memory
  std::set<uint64_t> copied_;         // variables that several processes have copies of
  std::set<int> tasks_;
  bool waits_for_signal_ = false;  // so why it does not come is in the shared memory
};

}  // namespace

namespace {

// Who only starts the others has no part in the story, unless it is about starting them.
void DropStarters(const Scene& scene, std::vector<size_t>& indices) {
  std::set<int> actors;
  std::set<int> told;  // whose fork is a part of it: a lock was held just then
  for (const trace::Waiting& waiting : scene.waiting()) {
    if (scene.HolderLeftBehind(waiting)) told.insert(waiting.task);
  }
  for (const size_t index : indices) {
    const Op op = scene.events[index].op;
    const trace::Event& event = scene.events[index];
    const bool story = op == Op::kFork && (event.failed || told.contains(event.other));
    if (story || !StartsTask(op)) actors.insert(scene.events[index].task);
  }
  std::erase_if(indices, [&](size_t index) { return !actors.contains(scene.events[index].task); });
}

}  // namespace

std::vector<size_t> EventsThatMatter(const Scene& scene) {
  const Chooser chooser(scene);
  std::vector<size_t> indices;
  for (size_t i = 0; i < scene.events.size(); ++i) {
    if (chooser.Matters(scene.events[i]) && scene.At(scene.events[i]).known()) indices.push_back(i);
  }
  if (scene.finding.kind != Kind::kLeak) DropStarters(scene, indices);
  return indices;
}

std::vector<size_t> EventsToWatch(const Scene& scene) {
  const Chooser chooser(scene);
  std::vector<size_t> indices;
  for (size_t i = 0; i < scene.events.size(); ++i) {
    const trace::Event& event = scene.events[i];
    if (chooser.IsWatched(event) && scene.At(event).known()) indices.push_back(i);
  }
  return indices;
}

bool WokeForNothing(const trace::Event& event) {
  return event.op == Op::kReacquire && event.after != 0;
}

bool UsesOlderValue(const trace::Event& event) {
  if (event.op == Op::kAtomicLoad) return event.before != event.after;
  return event.op == Op::kAtomicStore && event.failed != 0;
}

bool HasAccesses(Kind kind) {
  return kind == Kind::kDataRace || kind == Kind::kUseAfterFree || kind == Kind::kDoubleFree;
}

size_t AccessEvent(const Scene& scene, int which) {
  const trace::Finding& finding = scene.finding;
  const trace::Stack& stack = finding.stack[which];
  if (!HasAccesses(finding.kind) || stack.count == 0) return scene.events.size();
  for (size_t i = scene.events.size(); i-- > 0;) {
    const trace::Event& event = scene.events[i];
    if (event.task != finding.task[which] || event.pc[0] != stack.pc[0]) continue;
    const bool heap = SortOf(event.op) == Sort::kHeap && event.object == finding.block;
    if (heap || Touches(event, finding.address, std::max(finding.size, 1u))) return i;
  }
  return scene.events.size();
}

}  // namespace racelab
