// Collapses events into steps, adds how it ended, and bounds their number.
#include "checker/check/explain_steps.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/text.h"
#include "checker/check/explain_events.h"
#include "checker/check/explain_order.h"
#include "checker/check/explain_sentence.h"

namespace racelab {
namespace {

using trace::Kind;
using trace::Op;

constexpr size_t kFirstSteps = 8;  // kept from the start when there are too many
constexpr size_t kMaxText = 200;   // bytes of a finding's text in a step
constexpr size_t kMaxParts = 5;    // actions told of one step

// What an event read or wrote, joined with the read of the same object just before.
void AddAccess(const trace::Event& event, const ObjectNames& names, bool last,
               std::vector<Access>& accesses) {
  const bool reads = event.op == Op::kRead || event.op == Op::kAtomicLoad;
  if (!reads && !IsWrite(event.op)) return;
  const bool writes = IsWrite(event.op) && !(event.op == Op::kAtomicRmw && event.failed != 0);
  Access access{.object = names.Name(event.object), .writes = writes};
  if (reads || event.op == Op::kAtomicRmw) {
    access.read = names.Value(event.before, event.size).value_or("");
  }
  // The access that ends an execution is told before it is done: what it writes is not known.
  const bool done = !last || event.op != Op::kWrite;
  if (writes && done) access.wrote = names.Value(event.after, event.size).value_or("");
  const bool again = !accesses.empty() && accesses.back().object == access.object;
  if (again && event.op == Op::kWrite && !accesses.back().writes) {
    access.read = accesses.back().read;
    accesses.pop_back();
  }
  accesses.push_back(std::move(access));
}

class StepList {
 public:
  StepList(const Scene& scene, const ObjectNames& names) : scene_(scene), names_(names) {}

  // `last`: the execution ended with this event.
  void Add(size_t index, bool failing, bool last) {
    const trace::Event& event = scene_.events[index];
    Open(event.task, scene_.At(event));
    const std::string words = EventWords(event, names_, previous_, last);
    if (!words.empty()) parts_.push_back(words);
    AddAccess(event, names_, last, steps_.back().accesses);
    SeeLocksUntil(index + 1);
    told_[event.task].push_back({index, steps_.size() - 1});
    steps_.back().failing = steps_.back().failing || failing;
  }

  // What no event stands for: the end of the story.
  void AddEnd(int task, const Spot& spot, const std::string& action, bool failing) {
    SeeLocksUntil(scene_.events.size());
    Open(task, spot);
    // "goes to sleep on x" and then "waits for a signal on x" is one thing.
    if (!parts_.empty() && absl::StartsWith(parts_.back(), "goes to sleep")) parts_.pop_back();
    parts_.push_back(action);
    steps_.back().failing = steps_.back().failing || failing;
  }

  // What a task waits for at the end.
  void AddWait(const trace::Waiting& waiting) {
    AddEnd(waiting.task, scene_.At(waiting.stack), WaitWords(waiting, names_), true);
    const bool known = waiting.holder < trace::kMaxTasks;
    steps_.back().holder = known ? waiting.holder : -1;
    steps_.back().waits_for = WaitedFor(waiting, names_);
  }

  std::vector<Step> Take() {
    Close();
    Connect();
    return std::move(steps_);
  }

 private:
  void Open(int task, const Spot& spot) {
    if (!steps_.empty() && open_ && steps_.back().task == task && steps_.back().file == spot.file &&
        steps_.back().line == spot.line) {
      return;
    }
    Close();
    steps_.push_back({.task = task,
                      .name = scene_.cast.TaskName(task),
                      .file = spot.file,
                      .line = spot.line,
                      .source = spot.source});
    open_ = true;
  }

  void Close() {
    if (open_) {
      steps_.back().action = Joined();
      steps_.back().held = Held(steps_.back().task);
    }
    parts_.clear();
    previous_.clear();
    open_ = false;
  }

  // Of many, the first and the last two; an older value is what a finding is about, and stays.
  std::string Joined() {
    const size_t more = parts_.size() > kMaxParts ? parts_.size() - kMaxParts + 1 : 0;
    if (more == 0) return absl::StrJoin(parts_, ", ");
    std::vector<std::string> some(parts_.begin(), parts_.begin() + 2);
    size_t hidden = more;
    for (size_t i = 2; i < parts_.size() - 2; ++i) {
      if (!absl::StartsWith(parts_[i], "reads an older value")) continue;
      some.push_back(parts_[i]);
      --hidden;
    }
    if (hidden > 0) some.push_back(absl::StrCat("... ", hidden, " more ..."));
    some.insert(some.end(), parts_.end() - 2, parts_.end());
    return absl::StrJoin(some, ", ");
  }

  void SeeLocksUntil(size_t end) {
    while (seen_ < end) locks_.See(scene_.events[seen_++]);
  }

  std::vector<std::string> Held(int task) {
    std::vector<std::string> held;
    for (const uint64_t lock : locks_.Of(task)) {
      if (!names_.Knows(lock)) continue;
      const std::string name = names_.Name(lock);
      if (std::ranges::count(held, name) == 0) held.push_back(name);
    }
    return held;
  }

  // What was before an event that is not told was before the task's next one, and so on.
  void Connect() {
    for (const OrderEdge& edge : OrderOf(scene_.events)) {
      const Told* from = LastUpTo(scene_.events[edge.from].task, edge.from);
      const Told* to = FirstFrom(scene_.events[edge.to].task, edge.to);
      if (from == nullptr || to == nullptr) continue;
      if (edge.reads && (from->event != edge.from || to->event != edge.to)) continue;
      Step& step = steps_[to->step];
      std::vector<int>& before = edge.reads ? step.reads_from : step.after;
      const int number = static_cast<int>(from->step);
      if (std::ranges::count(before, number) == 0) before.push_back(number);
    }
  }

  struct Told {
    size_t event, step;
  };

  const Told* FirstFrom(int task, size_t event) {
    const std::vector<Told>& told = told_[task];
    const auto found = std::ranges::lower_bound(told, event, {}, &Told::event);
    return found == told.end() ? nullptr : &*found;
  }
  const Told* LastUpTo(int task, size_t event) {
    const std::vector<Told>& told = told_[task];
    const auto found = std::ranges::upper_bound(told, event, {}, &Told::event);
    return found == told.begin() ? nullptr : &*std::prev(found);
  }

  const Scene& scene_;
  const ObjectNames& names_;
  HeldLocks locks_;
  size_t seen_ = 0;                        // events that `locks_` knows
  std::map<int, std::vector<Told>> told_;  // by task
  std::vector<Step> steps_;
  std::vector<std::string> parts_;  // of the last step, while it is open
  std::string previous_;
  bool open_ = false;
};

std::string EndWords(const Scene& scene) {
  const std::string text = scene.text();
  // The end of main has no line; its text is all that is known.
  if (!text.empty() && !scene.At(scene.finding.stack[0]).known()) return Shorten(text, kMaxText);
  switch (scene.finding.kind) {
    case Kind::kAssertion: return "the check fails";
    case Kind::kCrash: return text.empty() ? "crashes" : "crashes: " + text;
    case Kind::kException: return "an exception leaves the thread";
    case Kind::kLivelock: return "runs, but gets nowhere";
    case Kind::kStarvation: return "is here";
    case Kind::kLeak: return "the program ends, this thread does not";
    case Kind::kLockMisuse: return text.empty() ? "misuses the lock" : text;
    default: return "cannot go on";
  }
}

// The accesses of the finding that no event stands for.
void AddAccess(const Scene& scene, const ObjectNames& names, int which, StepList& list) {
  const trace::Finding& finding = scene.finding;
  if (!HasAccesses(finding.kind)) return;
  const Spot spot = scene.At(finding.stack[which]);
  if (AccessEvent(scene, which) < scene.events.size() || !spot.known()) return;
  const std::string words =
      absl::StrCat(AccessVerb(finding.op[which]), " ", names.Name(finding.address));
  const bool frees = FreeingStack(finding) == which;
  list.AddEnd(finding.task[which], spot, frees ? "frees the block" : words, true);
}

// The tasks that the finding is about; those who only wait for them to end are victims.
void AddWaiting(const Scene& scene, StepList& list) {
  std::vector<size_t> told = WaitRing(scene);
  if (told.empty()) {
    told = WaitOrder(scene);
    const auto is_victim = [&](size_t index) {
      return SortOf(scene.waiting()[index].op) == Sort::kTask;
    };
    if (!std::all_of(told.begin(), told.end(), is_victim)) std::erase_if(told, is_victim);
  }
  for (const size_t index : told) {
    const trace::Waiting& waiting = scene.waiting()[index];
    list.AddWait(waiting);
  }
}

void AddLast(const Scene& scene, const ObjectNames& names, StepList& list) {
  const trace::Finding& finding = scene.finding;
  if (finding.kind == Kind::kNone) return;
  if (HasAccesses(finding.kind)) return AddAccess(scene, names, 0, list);
  if (finding.kind == Kind::kDeadlock || finding.kind == Kind::kLostWakeup || IsOrphan(finding)) {
    if (IsOrphan(finding)) list.AddEnd(0, {}, "ends", false);
    return AddWaiting(scene, list);
  }
  if (finding.kind == Kind::kLeak && finding.op[1] == Op::kWaitChild) {
    const std::string zombie = scene.cast.WhoseProcess(finding.task[1]);
    return list.AddEnd(finding.task[0], {}, "ends without having waited for " + zombie, true);
  }
  for (const trace::Waiting& waiting : scene.waiting()) {
    list.AddEnd(waiting.task, scene.At(waiting.stack), EndWords(scene), true);
  }
  const Spot spot = scene.At(finding.stack[0]);
  const int task = finding.task[finding.kind == Kind::kLeak ? 1 : 0];
  if (scene.waiting().empty()) list.AddEnd(task, spot, EndWords(scene), true);
}

// Of too many steps the first ones, the last ones and the failing ones.
std::vector<bool> Kept(const std::vector<Step>& steps, size_t limit) {
  size_t marked = std::count_if(steps.begin(), steps.end() - (limit - kFirstSteps),
                                [](const Step& step) { return step.failing; });
  marked = std::min(marked, limit - kFirstSteps);
  const size_t last = steps.size() - (limit - kFirstSteps - marked);
  std::vector<bool> kept(steps.size());
  size_t count = 0;
  for (size_t i = 0; i < steps.size(); ++i) {
    kept[i] = i < kFirstSteps || i >= last || (steps[i].failing && count < limit);
    count += kept[i] ? 1 : 0;
  }
  return kept;
}

// The numbers of steps before and after some were left out; -1 for those.
void Renumber(const std::vector<int>& numbers, std::vector<int>& steps) {
  for (int& step : steps) step = numbers[step];
  std::erase(steps, -1);
}

std::vector<Step> Bound(std::vector<Step> steps, size_t limit) {
  if (steps.size() <= limit) return steps;
  const std::vector<bool> is_kept = Kept(steps, limit);
  std::vector<int> numbers(steps.size(), -1);
  std::vector<Step> kept;
  int left_out = 0;
  for (size_t i = 0; i < steps.size(); ++i) {
    if (!is_kept[i]) {
      ++left_out;
      continue;
    }
    numbers[i] = static_cast<int>(kept.size());
    kept.push_back(std::move(steps[i]));
    kept.back().left_out = std::exchange(left_out, 0);
    Renumber(numbers, kept.back().after);
    Renumber(numbers, kept.back().reads_from);
  }
  if (left_out > 0 && !kept.empty()) kept.back().left_out += left_out;
  return kept;
}

}  // namespace

std::vector<Step> Steps(const Scene& scene, const ObjectNames& names,
                        const std::vector<size_t>& indices, size_t limit) {
  StepList list(scene, names);
  const size_t last = AccessEvent(scene, 0);
  const std::set<size_t> failing = {last, AccessEvent(scene, 1), LostSignal(scene)};
  AddAccess(scene, names, 1, list);
  for (const size_t index : indices) list.Add(index, failing.contains(index), index == last);
  AddLast(scene, names, list);
  return Bound(list.Take(), limit);
}

}  // namespace racelab
