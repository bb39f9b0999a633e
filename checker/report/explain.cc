// The table of explanations by kind of finding.
#include "checker/report/explain.h"

#include <algorithm>

namespace racelab {
namespace {

struct Explanation {
  const char* kind;
  const char* why;
};

constexpr Explanation kExplanations[] = {
    {"data-race",
     "The two accesses must meet within nanoseconds to do harm, so most runs print the right "
     "result. The order that fails is allowed at any time: another machine, load or compiler "
     "brings it out."},
    {"assertion",
     "The wrong result needs one thread to be interrupted at a certain place. The scheduler seldom "
     "does that, so many runs in a row can look right."},
    {"deadlock",
     "Each must get to its place before the others are done with theirs. On an idle machine one "
     "often finishes before the next has started."},
    {"hang",
     "It hangs when a wake-up comes too early, goes to another thread or is not sent at all, or "
     "when locks are taken at the same time. In many runs nobody needs that wake-up."},
    {"crash", "It crashes only when things happen in a certain order. Most runs miss that moment."},
    {"lost-wakeup",
     "A wake-up came before anybody waited for it, or went to one who did not need it. In most "
     "runs the others come in a better order, and then the same code wakes up as it should."},
    {"livelock",
     "Only some orders of steps lead into this loop. Most runs take another one and end."},
    {"starvation",
     "The others must always be a little faster. On an idle machine everybody gets a turn sooner "
     "or later."},
    {"double-free",
     "Two threads must both decide to free it before either has. Most runs let one finish first."},
    {"use-after-free",
     "Freed memory often keeps its old contents for a while, so the program seems to work."},
    {"lock-misuse",
     "The standard calls this undefined: it may work here and hang or crash elsewhere."},
    {"exception",
     "The exception is thrown only when things happen in a certain order. Most runs miss it."},
    {"leak",
     "What is left behind does no harm until a limit is reached, much later. A thread that the end "
     "of the program cuts off has often done its work by then."},
    {"parallelism-lost",
     "The result is right either way. Only the threads that wait for nothing show the difference."},
};

// Of findings with several processes, where it differs.
constexpr Explanation kOfProcesses[] = {
    {"data-race",
     "One process often ends before the other has started, and then nothing goes wrong. The order "
     "that fails is allowed at any time: another machine, load or number of processors brings it "
     "out."},
    {"assertion",
     "The wrong result needs one process to be interrupted at a certain place, or to be faster "
     "than the others. That seldom happens, so many runs in a row can look right."},
    {"deadlock",
     "Each process must have got what another needs, or keep open what another waits to see "
     "closed. On an idle machine one process often ends before the next has started."},
    {"crash",
     "It crashes only when the processes meet in a certain order. Most runs miss that moment."},
    {"livelock",
     "Only some orders of steps lead into this loop. Most runs take another one and end."},
    {"lock-misuse", "The standard calls this undefined: it may work here and hang elsewhere."},
    {"exception", "The exception is thrown only when the processes meet in one certain order."},
    {"leak",
     "A program that soon ends does not notice what it leaves behind. One that runs for long "
     "fills the table of processes, and then nobody can start another one."},
};

// Whether one thread is enough to fail.
bool IsAlone(const Finding& finding) {
  return !finding.steps.empty() &&
         std::all_of(finding.steps.begin(), finding.steps.end(),
                     [&](const Step& step) { return step.task == finding.steps[0].task; });
}

}  // namespace

std::string KindTitle(const std::string& finding_kind) {
  if (finding_kind == "environment") return "could not be checked";
  std::string title = finding_kind;
  std::replace(title.begin(), title.end(), '-', ' ');
  return title;
}

bool NeverPasses(const Finding& finding) {
  const Rarity& rarity = finding.rarity;
  if (rarity.explored <= 1 || rarity.failing != rarity.explored) return false;
  for (const char* kind : {"assertion", "crash", "exception"}) {
    if (finding.kind == kind) return true;
  }
  // Whatever order is good: among so many it would have come.
  const bool enough = rarity.explored >= 30 || IsAlone(finding) || finding.processes > 1;
  for (const char* kind : {"deadlock", "lost-wakeup", "livelock"}) {
    if (finding.kind == kind) return enough;
  }
  return false;
}

std::string WhyItCanPass(const std::string& check_kind, const Finding& finding) {
  if (check_kind == "functional" || check_kind == "build" || NeverPasses(finding)) return "";
  if (finding.harmed) {
    return "A call must fail, or a process must be killed, at exactly this step. On a good day "
           "neither happens.";
  }
  if (finding.older_values) {
    return "It fails only when an atomic gives out an older value although another thread has "
           "written a new one. C++ allows that for this memory order; this compiler and processor "
           "may do it "
           "seldom or never, others do it often.";
  }
  if (finding.kind == "double-free" && IsAlone(finding)) {
    return "The allocator notices some double frees and not others. Where it does not, two later "
           "allocations may get the same memory.";
  }
  // Without steps nobody knows whether an order of steps is behind it at all.
  if (finding.kind == "assertion" && finding.steps.empty()) {
    return "Where it fails in some runs only, something must be interrupted at a certain place. "
           "The scheduler seldom does that, so many runs in a row can look right.";
  }
  for (const Explanation& explanation : kOfProcesses) {
    if (finding.processes > 1 && finding.kind == explanation.kind) return explanation.why;
  }
  for (const Explanation& explanation : kExplanations) {
    if (finding.kind == explanation.kind) return explanation.why;
  }
  return "";
}

}  // namespace racelab
