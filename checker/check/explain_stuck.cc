// Sentences about tasks that do not go on, and why.
#include <algorithm>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/check/explain_copies.h"
#include "checker/check/explain_order.h"
#include "checker/check/explain_sentence.h"
#include "checker/check/explain_steps.h"

namespace racelab {
namespace {

using trace::Kind;
using trace::Op;
using trace::Waiting;

constexpr size_t kMaxTold = 4;  // tasks told in a sentence

// A lock that was held when the process was forked, by a thread that does not exist in it.
std::string WaitsForCopy(const Scene& scene, const ObjectNames& names, const Waiting& waiting) {
  const Spot taken = TakenAt(scene, waiting);
  const std::string process = scene.cast.WhoseProcess(waiting.task);
  return absl::StrCat(
      scene.cast.Who(waiting.task), " waits for its copy of ", names.Bare(waiting.object),
      At(scene.At(waiting.stack)), ": ", scene.cast.Who(waiting.holder), " held it ",
      taken.known() ? absl::StrCat("(locked", At(taken), ") ") : "", "when ", process,
      " was forked, and that thread does not exist in ", process, ", so nobody unlocks the copy");
}

// "thread 2 waits for a at bank.cc:20, which thread 1 locked at bank.cc:12"
std::string WaitsFor(const Scene& scene, const ObjectNames& names, const Waiting& waiting) {
  const std::string at = At(scene.At(waiting.stack));
  if (waiting.stopped != 0) {
    return absl::StrCat(scene.cast.Who(waiting.task), " is stopped by a signal", at,
                        ", and nobody sends SIGCONT");
  }
  const Spot taken = TakenAt(scene, waiting);
  if (SortOf(waiting.op) != Sort::kLock || waiting.holder >= trace::kMaxTasks) {
    const std::string words = SortOf(waiting.op) == Sort::kChannel
                                  ? BlockedWords(scene, waiting, names.Channel(waiting.object), at)
                                  : absl::StrCat(WaitWords(waiting, names), at);
    return absl::StrCat(scene.cast.Who(waiting.task), " ", words);
  }
  const std::string holder = waiting.holder == waiting.task ? "it" : scene.cast.Who(waiting.holder);
  if (scene.HolderLeftBehind(waiting)) return WaitsForCopy(scene, names, waiting);
  if (scene.cast.several_processes() && scene.HolderEnded(waiting)) {
    return absl::StrCat(
        scene.cast.Who(waiting.task), " waits for ", names.Name(waiting.object), at, ", which ",
        holder, taken.known() ? absl::StrCat(" locked", At(taken), " and still held") : " held",
        " when it ended");
  }
  return absl::StrCat(scene.cast.Who(waiting.task), " waits for ", names.Name(waiting.object), at,
                      ", which ", holder, taken.known() ? " locked" + At(taken) : " holds");
}

std::string SelfSentence(const Scene& scene, const ObjectNames& names, const Waiting& waiting) {
  const Spot taken = TakenAt(scene, waiting);
  return Capital(absl::StrCat(scene.cast.Who(waiting.task), " locks ", names.Name(waiting.object),
                              At(scene.At(waiting.stack)), " although it holds it already",
                              taken.known() ? absl::StrCat(" (locked", At(taken), ")") : "",
                              ": it waits for itself for ever."));
}

// The rule behind a reader that waits for ever, where it may have waited for the end.
std::string EndOfInputHint(const Scene& scene) {
  bool waits = false, for_child = false, itself = false;
  for (const Waiting& waiting : scene.waiting()) {
    for_child |= waiting.op == Op::kWaitChild;
    if (!WaitsForInput(scene, waiting)) continue;
    waits = true;
    itself |= (waiting.open_in >> (std::max(scene.cast.ProcessOf(waiting.task), 0) & 63) & 1) != 0;
  }
  if (!scene.cast.several_processes() || !waits) return "";
  if (!for_child && !(itself && WaitRing(scene).empty())) return "";
  return " Input comes to its end only when every process has closed the end for writing, the "
         "reader itself included.";
}

std::string RingSentence(const Scene& scene, const ObjectNames& names,
                         const std::vector<size_t>& ring) {
  std::vector<std::string> told;
  std::vector<int> tasks;
  for (const size_t index : ring) tasks.push_back(scene.waiting()[index].task);
  const char* plural = scene.cast.Plural(tasks);
  for (const size_t index : ring) {
    if (told.size() == kMaxTold) break;
    told.push_back(WaitsFor(scene, names, scene.waiting()[index]));
  }
  if (ring.size() > told.size()) {
    told.push_back(absl::StrCat("and so on, ", ring.size(), " ", plural, " in all"));
  }
  return absl::StrCat(ring.size() == 2 ? "Two" : absl::StrCat(ring.size()), " ", plural,
                      " wait for each other in a ring, so none can go on: ",
                      absl::StrJoin(told, "; "), ".", EndOfInputHint(scene));
}

// Nothing is in a ring: somebody took a lock along, or a signal never comes.
std::string NobodySentence(const Scene& scene, const ObjectNames& names) {
  std::vector<std::string> told;
  for (const Waiting& waiting : scene.waiting()) {
    if (told.size() == kMaxTold) break;
    std::string words = WaitsFor(scene, names, waiting);
    const bool lock = SortOf(waiting.op) == Sort::kLock;
    if (lock && !scene.cast.several_processes() && scene.HolderEnded(waiting)) {
      words += " and never unlocked before it ended";
    }
    told.push_back(words);
  }
  const size_t more = scene.waiting().size() - told.size();
  return absl::StrCat(
      "Everything stands still: ", told.empty() ? "no thread can go on" : absl::StrJoin(told, "; "),
      more > 0 ? absl::StrCat("; and ", more, " more") : "", ".", EndOfInputHint(scene));
}

std::string DeadlockSentence(const Scene& scene, const ObjectNames& names) {
  const std::vector<size_t> ring = WaitRing(scene);
  if (ring.empty()) return NobodySentence(scene, names);
  if (ring.size() == 1) return SelfSentence(scene, names, scene.waiting()[ring[0]]);
  return RingSentence(scene, names, ring);
}

bool IsSignal(Op op) { return op == Op::kSignal || op == Op::kBroadcast || op == Op::kFutexWake; }

bool IsWait(Op op) {
  return SortOf(op) == Sort::kCondition ? !IsSignal(op)
                                        : op == Op::kFutexWait || op == Op::kFutexTimedWait;
}

// The signals on an object in the light of one waiter who sleeps for ever.
struct Lost {
  std::optional<size_t> early;      // before the wait, when nobody waited
  std::optional<size_t> misguided;  // while it waited: another one was woken
  // The one that explains it.
  std::optional<size_t> told(const Waiting& waiting) const {
    return misguided && (!early || waiting.missed == 0) ? misguided : early;
  }
};

Lost FindLost(const Scene& scene, const Waiting& waiting) {
  Lost lost;
  for (size_t i = 0; i < scene.events.size(); ++i) {
    const trace::Event& event = scene.events[i];
    if (event.object != waiting.object) continue;
    // A new wait: what came while it was in an earlier one did not get lost on this one.
    if (event.task == waiting.task && IsWait(event.op)) lost.misguided.reset();
    if (!IsSignal(event.op) || event.task == waiting.task) continue;
    if (event.other >= trace::kMaxTasks) lost.early = i;
    if (event.op != Op::kBroadcast && event.other < trace::kMaxTasks &&
        event.other != waiting.task) {
      lost.misguided = i;
    }
  }
  return lost;
}

const Waiting* Sleeper(const Scene& scene) {
  for (const Waiting& waiting : scene.waiting()) {
    if (IsWait(waiting.op)) return &waiting;
  }
  return nullptr;
}

std::string LostSentence(const Scene& scene, const ObjectNames& names) {
  const Waiting* sleeper = Sleeper(scene);
  if (sleeper == nullptr) return NobodySentence(scene, names);
  const std::string sleeps =
      absl::StrCat(Capital(scene.cast.Who(sleeper->task)), " waits for ever on ",
                   names.Name(sleeper->object), At(scene.At(sleeper->stack)), ": ");
  const Lost lost = FindLost(scene, *sleeper);
  constexpr char kEarly[] = " came before it waited, and signals are not kept for later.";
  if (const std::optional<size_t> told = lost.told(*sleeper)) {
    const trace::Event& signal = scene.events[*told];
    const std::string by =
        absl::StrCat("the signal of ", scene.cast.Who(signal.task), At(scene.At(signal)));
    if (told == lost.early) return absl::StrCat(sleeps, by, kEarly);
    return absl::StrCat(sleeps, by, " woke ", scene.cast.Who(signal.other),
                        " instead, and no other one comes.");
  }
  if (sleeper->missed != 0) return absl::StrCat(sleeps, "the signal", kEarly);
  return absl::StrCat(sleeps, "nobody is left who could signal it.");
}

}  // namespace

std::vector<size_t> WaitRing(const Scene& scene) {
  const std::span<const Waiting> waiting = scene.waiting();
  const auto next = [&](size_t index) {
    if (scene.HolderLeftBehind(waiting[index])) return waiting.size();
    for (size_t i = 0; i < waiting.size(); ++i) {
      if (waiting[i].task == waiting[index].holder) return i;
    }
    return waiting.size();
  };
  for (size_t start = 0; start < waiting.size(); ++start) {
    std::vector<size_t> ring;
    size_t at = start;
    do {
      ring.push_back(at);
      at = next(at);
    } while (at != start && at < waiting.size() && ring.size() < waiting.size());
    if (at == start) return ring;
  }
  return {};
}

std::vector<size_t> WaitOrder(const Scene& scene) {
  std::vector<size_t> order = WaitRing(scene);
  const std::set<size_t> ring(order.begin(), order.end());
  for (size_t i = 0; i < scene.waiting().size(); ++i) {
    if (!ring.contains(i)) order.push_back(i);
  }
  return order;
}

size_t LostSignal(const Scene& scene) {
  const Waiting* sleeper = Sleeper(scene);
  if (scene.finding.kind != Kind::kLostWakeup || sleeper == nullptr) return scene.events.size();
  return FindLost(scene, *sleeper).told(*sleeper).value_or(scene.events.size());
}

Spot TakenAt(const Scene& scene, const Waiting& waiting) {
  if (SortOf(waiting.op) != Sort::kLock) return {};
  for (size_t i = scene.events.size(); i-- > 0;) {
    const trace::Event& event = scene.events[i];
    const bool same = scene.HolderLeftBehind(waiting)
                          ? AddressOf(event.object) == AddressOf(waiting.object)
                          : event.object == waiting.object;
    if (TakesLock(event) && event.task == waiting.holder && same) {
      return scene.At(event);
    }
  }
  return {};
}

std::string StuckSentence(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  switch (finding.kind) {
    case Kind::kDeadlock: return DeadlockSentence(scene, names) + CopiesHint(scene);
    case Kind::kLostWakeup: return LostSentence(scene, names) + CopiesHint(scene);
    default: break;
  }
  std::vector<std::string> told;
  for (const Waiting& waiting : scene.waiting()) {
    if (told.size() == kMaxTold) break;
    told.push_back(scene.cast.Who(waiting.task) + At(scene.At(waiting.stack)));
  }
  if (told.empty())
    told.push_back(scene.cast.Who(finding.task[0]) + At(scene.At(finding.stack[0])));
  const std::string where = absl::StrJoin(told, ", ");
  if (finding.kind == Kind::kLivelock) {
    return absl::StrCat("The ", scene.cast.several_processes() ? "processes" : "threads",
                        " run and run, but none gets on, even when each has its turn: ", where,
                        ".");
  }
  return absl::StrCat("One of these never gets its turn while the others go on: ", where, ".");
}

}  // namespace racelab
