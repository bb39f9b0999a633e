// Collapses events into steps, adds how it ended, and bounds their number.
#include "checker/check/explain_steps.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/text.h"
#include "checker/check/explain_events.h"
#include "checker/check/explain_sentence.h"

namespace racelab {
namespace {

using trace::Kind;
using trace::Op;

constexpr size_t kFirstSteps = 8;  // kept from the start when there are too many
constexpr size_t kMaxText = 200;   // bytes of a finding's text in a step
constexpr size_t kMaxParts = 5;    // actions told of one step

class StepList {
 public:
  StepList(const Scene& scene, const ObjectNames& names) : scene_(scene), names_(names) {}

  // `last`: the execution ended with this event.
  void Add(size_t index, bool failing, bool last) {
    const trace::Event& event = scene_.events[index];
    Open(event.task, scene_.At(event));
    const std::string words = EventWords(event, names_, previous_, last);
    if (!words.empty()) parts_.push_back(words);
    steps_.back().failing = steps_.back().failing || failing;
  }

  // What no event stands for: the end of the story.
  void AddEnd(int task, const Spot& spot, const std::string& action, bool failing) {
    Open(task, spot);
    // "goes to sleep on x" and then "waits for a signal on x" is one thing.
    if (!parts_.empty() && absl::StartsWith(parts_.back(), "goes to sleep")) parts_.pop_back();
    parts_.push_back(action);
    steps_.back().failing = steps_.back().failing || failing;
  }

  std::vector<Step> Take() {
    Close();
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
    if (open_) steps_.back().action = Joined();
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

  const Scene& scene_;
  const ObjectNames& names_;
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
void AddWaiting(const Scene& scene, const ObjectNames& names, StepList& list) {
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
    list.AddEnd(waiting.task, scene.At(waiting.stack), WaitWords(waiting, names), true);
  }
}

void AddLast(const Scene& scene, const ObjectNames& names, StepList& list) {
  const trace::Finding& finding = scene.finding;
  if (HasAccesses(finding.kind)) return AddAccess(scene, names, 0, list);
  if (finding.kind == Kind::kDeadlock || finding.kind == Kind::kLostWakeup || IsOrphan(finding)) {
    if (IsOrphan(finding)) list.AddEnd(0, {}, "ends", false);
    return AddWaiting(scene, names, list);
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
std::vector<Step> Bound(std::vector<Step> steps) {
  if (steps.size() <= kMaxSteps) return steps;
  size_t marked = std::count_if(steps.begin(), steps.end() - (kMaxSteps - kFirstSteps),
                                [](const Step& step) { return step.failing; });
  marked = std::min(marked, kMaxSteps - kFirstSteps);
  const size_t last = steps.size() - (kMaxSteps - kFirstSteps - marked);
  std::vector<Step> kept;
  int left_out = 0;
  for (size_t i = 0; i < steps.size(); ++i) {
    const bool room = kept.size() < kMaxSteps;
    if (i < kFirstSteps || i >= last || (steps[i].failing && room)) {
      kept.push_back(std::move(steps[i]));
      kept.back().left_out = std::exchange(left_out, 0);
    } else {
      ++left_out;
    }
  }
  if (left_out > 0 && !kept.empty()) kept.back().left_out += left_out;
  return kept;
}

}  // namespace

std::vector<Step> Steps(const Scene& scene, const ObjectNames& names,
                        const std::vector<size_t>& indices) {
  StepList list(scene, names);
  const size_t last = AccessEvent(scene, 0);
  const std::set<size_t> failing = {last, AccessEvent(scene, 1), LostSignal(scene)};
  AddAccess(scene, names, 1, list);
  for (const size_t index : indices) list.Add(index, failing.contains(index), index == last);
  AddLast(scene, names, list);
  return Bound(list.Take());
}

}  // namespace racelab
