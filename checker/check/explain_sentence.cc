// Sentences about accesses, locks, crashes and what is left behind.
#include "checker/check/explain_sentence.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "checker/check/explain_copies.h"
#include "checker/check/explain_events.h"
#include "checker/check/explain_steps.h"

namespace racelab {
namespace {

using trace::Kind;
using trace::Op;

// " at hits.cc:12"
std::string AccessPlace(const Scene& scene, int which) {
  const Spot spot = scene.At(scene.finding.stack[which]);
  return spot.known() ? At(spot) : " inside a library";
}

// "thread 2 writes it at hits.cc:12"
std::string AccessOf(const Scene& scene, int which) {
  const trace::Finding& finding = scene.finding;
  return absl::StrCat(scene.cast.Who(finding.task[which]), " ",
                      AccessWords(finding.op[which], "it"), AccessPlace(scene, which));
}

// "threads", "processes", "threads of process 2"
std::string Actors(const Scene& scene) {
  const trace::Finding& finding = scene.finding;
  const Cast& cast = scene.cast;
  const std::string plural = cast.Plural({finding.task[0], finding.task[1]});
  const int process = cast.ProcessOf(finding.task[0]);
  const bool one =
      cast.several_processes() && process >= 0 && process == cast.ProcessOf(finding.task[1]);
  return one ? absl::StrCat(plural, " of ", cast.Process(process)) : plural;
}

// A handler and what it has interrupted: one thread.
std::string HandlerSentence(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  const auto access = [&](int which) {
    return absl::StrCat(finding.op[which] == Op::kWrite ? "write" : "read", " it",
                        AccessPlace(scene, which));
  };
  const std::string who = scene.cast.Who(finding.task[0]);
  return absl::StrCat("A signal handler and the code that it interrupts use ",
                      names.Described(finding.address), ": ", who, " was about to ", access(1),
                      " when the handler came to ", access(0),
                      ". Block the signal there, or share only lock-free std::atomic or volatile "
                      "sig_atomic_t with a handler.");
}

std::string RaceSentence(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  if (finding.task[0] == finding.task[1]) return HandlerSentence(scene, names);
  const bool one_is_atomic = (finding.atomic[0] != 0) != (finding.atomic[1] != 0);
  return absl::StrCat(
      "Two ", Actors(scene), " use ", names.Described(finding.address),
      " at the same time, with nothing that puts them in order: ", AccessOf(scene, 0), ", while ",
      AccessOf(scene, 1), ".",
      one_is_atomic ? " That one of them is atomic does not help: both must be." : "",
      CopiesHint(scene));
}

std::string AllocatedWords(const Scene& scene) {
  const trace::Finding& finding = scene.finding;
  const Spot spot = scene.At(finding.allocated);
  if (!spot.known()) return "";
  return absl::StrCat(" It was allocated by ", scene.cast.Who(finding.block_task), At(spot), ".");
}

std::string BlockWords(const Scene& scene) {
  const uint64_t size = scene.finding.block_size;
  if (size == 0) return "a block of memory";
  return absl::StrCat("a block of ", size, size == 1 ? " byte" : " bytes");
}

// The block is used after it was freed, or freed while nothing keeps others from using it.
// Of memory on the stack of a thread that has ended, or has returned from the function there.
std::string EndedSentence(const Scene& scene) {
  const trace::Finding& finding = scene.finding;
  return Capital(absl::StrCat(
      scene.cast.Who(finding.task[0]), " ",
      AccessWords(finding.op[0],
                  absl::StrCat("a local variable of ", scene.cast.Who(finding.stack_task))),
      At(scene.At(finding.stack[0])),
      finding.op[1] == Op::kFree ? " after the function that it belongs to has returned."
                                 : " after that thread has ended."));
}

std::string FreedSentence(const Scene& scene) {
  const trace::Finding& finding = scene.finding;
  if (finding.stack_task < trace::kMaxTasks && finding.stack[1].count == 0) {
    return EndedSentence(scene);
  }
  const std::string block = BlockWords(scene);
  const std::string at = At(scene.At(finding.stack[0])), other = At(scene.At(finding.stack[1]));
  if (FreeingStack(finding) == 0) {
    const bool reads = finding.op[1] == Op::kRead || finding.op[1] == Op::kAtomicLoad;
    return Capital(absl::StrCat(scene.cast.Who(finding.task[0]), " frees ", block, at,
                                " while nothing keeps ", scene.cast.Who(finding.task[1]),
                                reads ? " from reading" : " from writing", " it", other,
                                " after that.", AllocatedWords(scene)));
  }
  const std::string freed =
      finding.stack[1].count == 0 ? " after it was freed"
      : finding.task[1] == finding.task[0]
          ? absl::StrCat(" that it has freed itself", other)
          : absl::StrCat(" that ", scene.cast.Who(finding.task[1]), " has freed", other);
  const bool twice = finding.kind == Kind::kDoubleFree;
  return Capital(absl::StrCat(scene.cast.Who(finding.task[0]), " ",
                              AccessWords(twice ? Op::kFree : finding.op[0], block), at, freed,
                              twice ? ": it is freed twice." : ".", AllocatedWords(scene)));
}

// "unlocks m, which it does not hold"; from the operation, or as the runtime says it.
std::string MisuseSentence(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  const std::string name = names.Name(finding.address);
  const std::string who = Capital(scene.cast.Who(finding.task[0]));
  const std::string at = At(scene.At(finding.stack[0]));
  const std::string text = scene.text();
  if (!text.empty() && finding.address == 0) {
    return absl::StrCat(who, " makes a call", at, " that is not allowed: ", text, ".");
  }
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
    return Capital(absl::StrCat(scene.cast.Who(scene.finding.task[0]), " finds a wrong result",
                                At(spot), "."));
  }
  const bool placed = spot.known() && absl::StrContains(text, spot.file);
  return absl::StrCat("A check fails", placed ? "" : At(spot), " in ",
                      scene.cast.Who(scene.finding.task[0]), ": ", text);
}

std::string AssertionHint(const Scene& scene) {
  const std::string hint = CopiesHint(scene);
  const bool sentence = absl::EndsWith(scene.text(), ".");
  return hint.empty() || sentence ? hint : "." + hint;
}

// A process that is still there when the first one has gone.
std::string OrphanSentence(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  std::string text = absl::StrCat(Capital(scene.cast.WhoseProcess(finding.task[1])), ", started",
                                  At(scene.At(finding.stack[0])),
                                  ", is still there after the first process has ended (an "
                                  "orphan), and can never end");
  for (const trace::Waiting& waiting : scene.waiting()) {
    if (waiting.task != finding.task[1]) continue;
    const std::string at = At(scene.At(waiting.stack));
    const std::string words = SortOf(waiting.op) == Sort::kChannel
                                  ? BlockedWords(scene, waiting, names.Channel(waiting.object), at)
                                  : WaitWords(waiting, names) + at;
    absl::StrAppend(&text, ": it ", words);
  }
  return text + ".";
}

// task[1] is the thread or process that is left; stack[0] begins where it was started.
std::string LeakSentence(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  if (IsOrphan(finding)) return OrphanSentence(scene, names);
  if (finding.op[1] == Op::kWaitChild) {
    return absl::StrCat(Capital(scene.cast.WhoseProcess(finding.task[1])), ", started",
                        At(scene.At(finding.stack[0])),
                        ", has ended, and nobody has waited for it (a zombie): its parent, ",
                        scene.cast.WhoseProcess(finding.task[0]), ", ends without a wait.");
  }
  const bool ended = finding.op[1] == Op::kExit;
  return absl::StrCat(Capital(scene.cast.Who(finding.task[1])), ", started",
                      At(scene.At(finding.stack[0])),
                      ended ? ", is neither joined nor detached before the program ends."
                            : ", still runs when the program ends: nothing waits for it.");
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
    case Kind::kLivelock: return " runs, but gets nowhere";
    case Kind::kLockMisuse: return "";
    default: return " is here";
  }
}

// Who waits, and who holds what is waited for; those of the ring first.
void AddWaiting(const Scene& scene, const ObjectNames& names, std::vector<Location>& places) {
  for (const size_t index : WaitOrder(scene)) {
    const trace::Waiting& waiting = scene.waiting()[index];
    AddPlace(scene, waiting.stack,
             absl::StrCat(scene.cast.TaskName(waiting.task), " ", WaitWords(waiting, names)),
             places);
    const Spot taken = TakenAt(scene, waiting);
    if (!taken.known()) continue;
    places.push_back(
        {taken.file, taken.line,
         absl::StrCat(scene.cast.TaskName(waiting.holder), " locks ", names.Name(waiting.object))});
  }
}

void AddAccesses(const Scene& scene, std::vector<Location>& places) {
  const trace::Finding& finding = scene.finding;
  for (int i = 0; i < 2; ++i) {
    const bool frees = FreeingStack(finding) == i;
    AddPlace(scene, finding.stack[i],
             absl::StrCat(scene.cast.TaskName(finding.task[i]), " ",
                          frees ? "frees" : AccessWords(finding.op[i])),
             places);
  }
  AddPlace(scene, finding.allocated, scene.cast.TaskName(finding.block_task) + " allocates",
           places);
}

}  // namespace

std::string Sentence(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  const std::string who = Capital(scene.cast.Who(finding.task[0]));
  const std::string at = At(scene.At(finding.stack[0]));
  const std::string text = scene.text();
  const std::string told = text.empty() ? "." : absl::StrCat(": ", text, ".");
  switch (finding.kind) {
    case Kind::kDataRace: return RaceSentence(scene, names);
    case Kind::kAssertion: return AssertionSentence(scene) + AssertionHint(scene);
    case Kind::kLockMisuse: return MisuseSentence(scene, names);
    case Kind::kUseAfterFree:
    case Kind::kDoubleFree: return FreedSentence(scene);
    case Kind::kCrash: return absl::StrCat(who, " crashes", at, told, AllocatedWords(scene));
    case Kind::kException:
      return absl::StrCat("An exception that nobody catches leaves ",
                          scene.cast.Who(finding.task[0]), at, told);
    case Kind::kLeak: return LeakSentence(scene, names);
    default: return StuckSentence(scene, names);
  }
}

int FreeingStack(const trace::Finding& finding) {
  if (!HasAccesses(finding.kind) || finding.kind == Kind::kDataRace) return 2;
  if (finding.op[1] == Op::kFree) return 1;
  return finding.kind == Kind::kUseAfterFree && finding.stack[1].count > 0 ? 0 : 2;
}

bool IsOrphan(const trace::Finding& finding) {
  return finding.kind == Kind::kLeak && finding.waiting_count > 0;
}

std::vector<Location> Places(const Scene& scene, const ObjectNames& names) {
  const trace::Finding& finding = scene.finding;
  std::vector<Location> places;
  if (finding.kind == Kind::kDeadlock || finding.kind == Kind::kLostWakeup) {
    AddWaiting(scene, names, places);
  } else if (IsOrphan(finding)) {
    AddPlace(scene, finding.stack[0], scene.cast.TaskName(finding.task[1]) + EndVerb(finding.kind),
             places);
    AddWaiting(scene, names, places);
  } else if (HasAccesses(finding.kind)) {
    AddAccesses(scene, places);
  } else if (!scene.waiting().empty()) {
    for (const trace::Waiting& waiting : scene.waiting()) {
      AddPlace(scene, waiting.stack, scene.cast.TaskName(waiting.task) + EndVerb(finding.kind),
               places);
    }
  } else {
    const int task = finding.task[finding.kind == Kind::kLeak ? 1 : 0];
    AddPlace(scene, finding.stack[0], scene.cast.TaskName(task) + EndVerb(finding.kind), places);
  }
  return places;
}

}  // namespace racelab
