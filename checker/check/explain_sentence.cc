// Sentences about accesses, locks, crashes and what is left behind.
#include "checker/check/explain_sentence.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "checker/check/explain_events.h"
#include "checker/check/explain_steps.h"

namespace racelab {
namespace {

using trace::Kind;
using trace::Op;

// "thread 2 writes it at hits.cc:12"
std::string AccessWords(const Scene& scene, int which) {
  const trace::Finding& finding = scene.finding;
  const Spot spot = scene.At(finding.stack[which]);
  return absl::StrCat(Who(finding.task[which]), " ", AccessVerb(finding.op[which]), " it",
                      spot.known() ? At(spot) : " inside a library");
}

std::string RaceSentence(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  const bool one_is_atomic = (finding.atomic[0] != 0) != (finding.atomic[1] != 0);
  return absl::StrCat(
      "Two threads use ", names.Described(finding.address),
      " at the same time, with nothing that puts them in order: ", AccessWords(scene, 0),
      ", while ", AccessWords(scene, 1), ".",
      one_is_atomic ? " That one of them is atomic does not help: both must be." : "");
}

std::string AllocatedWords(const Scene& scene) {
  const trace::Finding& finding = scene.finding;
  const Spot spot = scene.At(finding.allocated);
  if (!spot.known()) return "";
  return absl::StrCat(" It was allocated by ", Who(finding.block_task), At(spot), ".");
}

std::string BlockWords(const Scene& scene) {
  const uint64_t size = scene.finding.block_size;
  if (size == 0) return "a block of memory";
  return absl::StrCat("a block of ", size, size == 1 ? " byte" : " bytes");
}

std::string FreedSentence(const Scene& scene) {
  const trace::Finding& finding = scene.finding;
  const Spot use = scene.At(finding.stack[0]);
  const Spot freed = scene.At(finding.stack[1]);
  const std::string by =
      finding.stack[1].count == 0
          ? "was freed already"
          : absl::StrCat(finding.task[1] == finding.task[0] ? "it has freed itself"
                                                            : Who(finding.task[1]) + " has freed",
                         At(freed));
  const bool twice = finding.kind == Kind::kDoubleFree;
  return Capital(absl::StrCat(Who(finding.task[0]), " ",
                              twice ? "frees" : AccessVerb(finding.op[0]), " ", BlockWords(scene),
                              At(use), " that ", by, twice ? ": it is freed twice." : ".",
                              AllocatedWords(scene)));
}

// "unlocks m, which it does not hold"; from the operation, or as the runtime says it.
std::string MisuseSentence(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  const std::string name = names.Name(finding.address);
  const std::string who = Capital(Who(finding.task[0]));
  const std::string at = At(scene.At(finding.stack[0]));
  const std::string text = scene.text();
  if (!text.empty()) return absl::StrCat(who, " misuses ", name, at, ": ", text, ".");
  switch (finding.op[0]) {
    case Op::kUnlock:
    case Op::kReadUnlock:
      return absl::StrCat(who, " unlocks ", name, at, ", but does not hold it.");
    case Op::kDestroy:
      return absl::StrCat(who, " destroys ", name, at, " while others still use it.");
    case Op::kWait:
    case Op::kTimedWait:
      return absl::StrCat(who, " waits on ", name, at,
                          " without the lock that others use with it.");
    default: return absl::StrCat(who, " uses ", name, at, " in a way that is not allowed.");
  }
}

// An assertion's own text is the sentence; who failed and where is said when the text does not.
std::string AssertionSentence(const Scene& scene) {
  const std::string text = scene.text();
  const Spot spot = scene.At(scene.finding.stack[0]);
  if (text.empty()) {
    return Capital(
        absl::StrCat(Who(scene.finding.task[0]), " finds a wrong result", At(spot), "."));
  }
  const bool placed = spot.known() && absl::StrContains(text, spot.file);
  return absl::StrCat("A check fails", placed ? "" : At(spot), " in ", Who(scene.finding.task[0]),
                      ": ", text);
}

std::string LeakSentence(const Scene& scene) {
  const trace::Finding& finding = scene.finding;
  const std::string text = scene.text();
  const Spot spot = scene.At(finding.stack[0]);
  if (!text.empty()) return absl::StrCat(Capital(text), At(spot), ".");
  return absl::StrCat(Capital(Who(finding.task[0])), ", started", At(spot),
                      ", is neither joined nor detached before the program ends.");
}

void AddPlace(const Scene& scene, const trace::Stack& stack, std::string words,
              std::vector<Location>& places) {
  const Spot spot = scene.At(stack);
  if (spot.known()) places.push_back({spot.file, spot.line, std::move(words)});
}

const char* EndVerb(Kind kind) {
  switch (kind) {
    case Kind::kAssertion: return " finds it wrong";
    case Kind::kCrash: return " crashes";
    case Kind::kException: return " throws";
    case Kind::kLeak: return " is started";
    case Kind::kLivelock: return " goes round and round";
    case Kind::kStarvation: return " never gets its turn";
    default: return " is here";
  }
}

}  // namespace

std::string Sentence(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  const std::string who = Capital(Who(finding.task[0]));
  const std::string at = At(scene.At(finding.stack[0]));
  const std::string text = scene.text();
  const std::string told = text.empty() ? "." : absl::StrCat(": ", text, ".");
  switch (finding.kind) {
    case Kind::kDataRace: return RaceSentence(scene, names);
    case Kind::kAssertion: return AssertionSentence(scene);
    case Kind::kLockMisuse: return MisuseSentence(scene, names);
    case Kind::kUseAfterFree:
    case Kind::kDoubleFree: return FreedSentence(scene);
    case Kind::kCrash: return absl::StrCat(who, " crashes", at, told);
    case Kind::kException:
      return absl::StrCat("An exception that nobody catches leaves ", Who(finding.task[0]), at,
                          told);
    case Kind::kLeak: return LeakSentence(scene);
    default: return StuckSentence(scene, names);
  }
}

std::vector<Location> Places(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  std::vector<Location> places;
  for (const trace::Waiting& waiting : scene.waiting()) {
    AddPlace(scene, waiting.stack,
             absl::StrCat(TaskName(waiting.task), " ", WaitWords(waiting, names)), places);
    const Spot taken = TakenAt(scene, waiting);
    if (taken.known()) {
      places.push_back(
          {taken.file, taken.line,
           absl::StrCat(TaskName(waiting.holder), " locks ", names.Name(waiting.object))});
    }
  }
  if (HasAccesses(finding.kind)) {
    const bool race = finding.kind == Kind::kDataRace;
    AddPlace(scene, finding.stack[0],
             absl::StrCat(TaskName(finding.task[0]), " ", AccessVerb(finding.op[0])), places);
    AddPlace(
        scene, finding.stack[1],
        absl::StrCat(TaskName(finding.task[1]), " ", race ? AccessVerb(finding.op[1]) : "frees"),
        places);
    AddPlace(scene, finding.allocated, TaskName(finding.block_task) + " allocates", places);
  } else if (finding.kind == Kind::kLockMisuse) {
    AddPlace(scene, finding.stack[0], TaskName(finding.task[0]), places);
  } else if (scene.waiting().empty()) {
    AddPlace(scene, finding.stack[0], TaskName(finding.task[0]) + EndVerb(finding.kind), places);
  }
  return places;
}

}  // namespace racelab
