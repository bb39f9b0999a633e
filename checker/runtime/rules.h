// The rules: which of the tasks that can go on runs next. Pure: values in, a value out.
//
// kRandom: leave the running task with a given chance, then any other (random walk).
// kPct: the enabled task of the highest priority; priorities are random, and at depth - 1 random
// points
//   the running task's drops below all (Burckhardt, Kothari, Musuvathi, Nagarakatte, "A randomized
//   scheduler with probabilistic guarantees of finding bugs", 2010).
// kPos: every pending event has a random priority; when an event has run, those that conflict with
// it
//   draw anew (Yuan, Yang, Gu, "Partial order aware concurrency sampling", 2018).
// kSurw: the task that should do the next event in focus is drawn by how many each still has to do;
//   others wait at theirs (Zhao, Wolff, Mathur, Roychoudhury, "Selectively uniform concurrency
//   testing", 2025).
// kSpan: the task that is earliest, see spans.h.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_RULES_H_
#define RACELAB_CHECKER_RUNTIME_RULES_H_

#include <cstdint>

#include "checker/runtime/task.h"
#include "checker/trace/format.h"

namespace racelab::rt {

struct Candidate {
  Task* task;
  Mode mode;
};

// Called once at the start of an execution.
void StartRules(const trace::Plan& plan);
// Called for a task that has just been created.
void PrepareTask(Task* task);
// Called when `task` has announced a new operation, before a choice is made.
void Announced(Task* task);
// REQUIRES: count > 0. `stay` is the candidate that rule kStay would take.
uint32_t Choose(const Candidate* candidates, uint32_t count, uint32_t stay, const Task* running);
// Called when another task gets its turn although the rule would not have chosen it: the rule must
// not keep it back at the next point again.
void GiveWay(Task* running);
// Called with the candidate that goes on now.
void Chosen(const Candidate& chosen);

// Whether two operations do not commute.
bool Conflict(const Pending& a, const Pending& b);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_RULES_H_
