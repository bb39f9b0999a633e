// Keeps the step at hand open until another line or task has its turn.
#include "checker/check/explain_step_list.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/check/explain_steps.h"

namespace racelab {
namespace {

using trace::Op;

constexpr size_t kMaxParts = 5;  // actions told of one step

// What a finding may be about is told among however many others: an older value always, and a sleep
// if it is one of the first `sleeps`.
bool IsTelling(const std::string& part, int& sleeps) {
  if (absl::StartsWith(part, "reads an older value")) return true;
  for (const char* words : {"goes to sleep", "wakes up", "times out"}) {
    if (absl::StartsWith(part, words)) return --sleeps >= 0;
  }
  return false;
}

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

}  // namespace

void StepList::Add(size_t index, bool failing, bool last) {
  const trace::Event& event = scene_.events[index];
  Open(event.task, scene_.At(event));
  const std::string words = EventWords(event, names_, previous_, last);
  if (!words.empty()) parts_.push_back(words);
  AddAccess(event, names_, last, steps_.back().accesses);
  SeeLocksUntil(index + 1);
  told_[event.task].push_back({index, steps_.size() - 1});
  steps_.back().failing = steps_.back().failing || failing;
}

void StepList::AddEnd(int task, const Spot& spot, const std::string& action, bool failing) {
  SeeLocksUntil(scene_.events.size());
  Open(task, spot);
  // "goes to sleep on x" and then "waits for a signal on x" is one thing.
  if (!parts_.empty() && absl::StartsWith(parts_.back(), "goes to sleep")) parts_.pop_back();
  parts_.push_back(action);
  steps_.back().failing = steps_.back().failing || failing;
}

void StepList::AddWait(const trace::Waiting& waiting) {
  AddEnd(waiting.task, scene_.At(waiting.stack), WaitWords(waiting, names_), true);
  const bool known = waiting.holder < trace::kMaxTasks;
  steps_.back().holder = known ? waiting.holder : -1;
  steps_.back().waits_for = WaitedFor(waiting, names_);
}

std::vector<Step> StepList::Take() {
  Close();
  Connect();
  return std::move(steps_);
}

void StepList::Open(int task, const Spot& spot) {
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

void StepList::Close() {
  if (open_) {
    steps_.back().action = Joined();
    steps_.back().held = Held(steps_.back().task);
  }
  parts_.clear();
  previous_.clear();
  open_ = false;
}

// Of many, the first and the last two, and between them the telling ones.
std::string StepList::Joined() {
  const size_t more = parts_.size() > kMaxParts ? parts_.size() - kMaxParts + 1 : 0;
  if (more == 0) return absl::StrJoin(parts_, ", ");
  std::vector<std::string> some(parts_.begin(), parts_.begin() + 2);
  size_t hidden = more;
  int sleeps = 2;
  for (size_t i = 2; i < parts_.size() - 2; ++i) {
    if (!IsTelling(parts_[i], sleeps)) continue;
    some.push_back(parts_[i]);
    --hidden;
  }
  if (hidden > 0) some.push_back(absl::StrCat("... ", hidden, " more ..."));
  some.insert(some.end(), parts_.end() - 2, parts_.end());
  return absl::StrJoin(some, ", ");
}

void StepList::SeeLocksUntil(size_t end) {
  while (seen_ < end) locks_.See(scene_.events[seen_++]);
}

std::vector<std::string> StepList::Held(int task) {
  std::vector<std::string> held;
  for (const uint64_t lock : locks_.Of(task)) {
    if (!names_.Knows(lock)) continue;
    const std::string name = names_.Name(lock);
    if (std::ranges::count(held, name) == 0) held.push_back(name);
  }
  return held;
}

// What was before an event that is not told was before the task's next one, and so on.
void StepList::Connect() {
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

const StepList::Told* StepList::FirstFrom(int task, size_t event) {
  const std::vector<Told>& told = told_[task];
  const auto found = std::ranges::lower_bound(told, event, {}, &Told::event);
  return found == told.end() ? nullptr : &*found;
}
const StepList::Told* StepList::LastUpTo(int task, size_t event) {
  const std::vector<Told>& told = told_[task];
  const auto found = std::ranges::upper_bound(told, event, {}, &Told::event);
  return found == told.begin() ? nullptr : &*std::prev(found);
}

}  // namespace racelab
