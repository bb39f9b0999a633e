// Collapses events into steps, adds how it ended, and bounds their number.
#include "checker/check/explain_steps.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/check/explain_events.h"
#include "checker/check/explain_sentence.h"
#include "checker/check/explain_step_list.h"

namespace racelab {
namespace {

using trace::Kind;
using trace::Op;

constexpr size_t kFirstSteps = 8;  // kept from the start when there are too many
constexpr size_t kMaxText = 200;   // bytes of a finding's text in a step

// `spot` is where it ended. The end of main has no line, and a failed check of the tests has it in
// its text only.
std::string EndWords(const Scene& scene, Spot& spot) {
  std::string text = scene.text();
  if (!text.empty() && !spot.known()) {
    spot = scene.TakePlace(text);
    return Shorten(text, kMaxText);
  }
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
  const std::string words = AccessWords(finding.op[which], names.Name(finding.address));
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
    Spot spot = scene.At(finding.stack[0]);
    const std::string words = EndWords(scene, spot);
    list.AddEnd(waiting.task, scene.At(waiting.stack), words, true);
  }
  if (!scene.waiting().empty()) return;
  Spot spot = scene.At(finding.stack[0]);
  const std::string words = EndWords(scene, spot);
  list.AddEnd(finding.task[finding.kind == Kind::kLeak ? 1 : 0], spot, words, true);
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
