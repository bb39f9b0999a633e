// The online rules.
#include "checker/runtime/rules.h"

#include "checker/runtime/heap.h"
#include "checker/runtime/last_writes.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

constexpr uint64_t kHigh = 1ull << 63;
constexpr uint32_t kMaxChanges = 16;

uint32_t change_at[kMaxChanges];  // kPct: points at which the running task drops
uint32_t change_count = 0;

bool Writes(Op op) {
  switch (op) {
    case Op::kRead:
    case Op::kAtomicLoad:
    case Op::kReadLock:
    case Op::kTryReadLock:
    case Op::kTimedReadLock:
    case Op::kYield:
    case Op::kSleep:
    case Op::kStart: return false;
    default: return true;
  }
}

bool InFocus(const Pending& pending) {
  const trace::Plan& plan = *state.plan;
  for (uint32_t i = 0; i < plan.focus_count && i < trace::kMaxFocus; ++i) {
    if (plan.focus[i] == pending.pc) return true;
  }
  return false;
}

// The chance to leave the running task when every rule is fair. What goes in circles must do so in
// lockstep as well as in long turns; these cost less.
uint32_t FairPermille() { return state.points / 10'000 % 10 == 0 ? 500 : 20; }

uint32_t Highest(const Candidate* candidates, uint32_t count) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < count; ++i) {
    if (candidates[i].task->priority > candidates[best].task->priority) best = i;
  }
  return best;
}

uint32_t Pct(const Candidate* candidates, uint32_t count, const Task* running) {
  for (uint32_t i = 0; i < change_count; ++i) {
    if (change_at[i] != state.points) continue;
    state.tasks[running->id]->priority = state.next_low--;
  }
  return Highest(candidates, count);
}

void DrawIntended() {
  uint64_t sum = 0;
  state.intended = nullptr;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    if (state.tasks[i]->alive) sum += state.tasks[i]->expected;
  }
  if (sum == 0) return;
  uint64_t at = NextRandom() % sum;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (!task->alive) continue;
    if (at < task->expected) {
      state.intended = task;
      return;
    }
    at -= task->expected;
  }
}

uint32_t Surw(const Candidate* candidates, uint32_t count) {
  if (state.intended == nullptr || !state.intended->alive) DrawIntended();
  uint32_t free_count = 0;
  for (uint32_t i = 0; i < count; ++i) {
    free_count += !candidates[i].task->in_focus || candidates[i].task == state.intended;
  }
  if (free_count == 0) return RandomBelow(count);  // the intended one is blocked
  uint32_t skip = RandomBelow(free_count);
  for (uint32_t i = 0; i < count; ++i) {
    if (candidates[i].task->in_focus && candidates[i].task != state.intended) continue;
    if (skip-- == 0) return i;
  }
  return 0;
}

// Reads-from obligations (Wolff, Duck, Roychoudhury, "Greybox fuzzing for concurrency testing",
// 2024): a read that should see a given write waits while that write is still to come; once it was
// written, other writes of the object wait for the read.
bool HeldBack(const Task* task);

uint32_t Random(uint32_t count, uint32_t stay, bool leave) {
  if (!leave) return stay;
  const uint32_t other = RandomBelow(count - 1);
  return other < stay ? other : other + 1;
}

uint32_t SeenAt(uintptr_t place) { return LastWritesIn(state.last_writes).Of(place); }

bool HeldBack(const Task* task) {
  const trace::Plan& plan = *state.plan;
  const Pending& next = task->pending;
  const uint32_t seen = SeenAt(next.place);
  for (uint32_t i = 0; i < plan.pair_count && i < trace::kMaxFocus; ++i) {
    if (plan.pairs[i].read == next.pc && plan.pairs[i].write != seen) return true;
    if (plan.pairs[i].write == seen && seen != 0 && plan.pairs[i].read != next.pc &&
        Writes(next.op)) {
      for (uint32_t t = 0; t < state.task_count; ++t) {
        const Task* reader = state.tasks[t];
        if (reader->alive && reader != task && reader->pending.place == next.place) return true;
      }
    }
  }
  return false;
}

Candidate* kept() { return Table<Candidate>(kKeptCandidates); }

}  // namespace

bool Conflict(const Pending& a, const Pending& b) {
  return a.place != 0 && a.place == b.place && (Writes(a.op) || Writes(b.op));
}

void StartRules(const trace::Plan& plan) {
  state.next_low = kHigh - 1;
  change_count = plan.depth > 1 ? plan.depth - 1 : 0;
  if (change_count > kMaxChanges) change_count = kMaxChanges;
  const uint32_t length = plan.length > 0 ? plan.length : 1000;
  for (uint32_t i = 0; i < change_count; ++i) change_at[i] = 1 + RandomBelow(length);
}

void PrepareTask(Task* task) {
  const trace::Plan& plan = *state.plan;
  task->expected = plan.expected[task->id];
  if (plan.rule == trace::Rule::kPct || plan.rule == trace::Rule::kPos) {
    task->priority = NextRandom() | kHigh;
  }
}

void Announced(Task* task) {
  if (state.plan->rule == trace::Rule::kPos) task->priority = NextRandom() | kHigh;
  task->in_focus = state.plan->focus_count != 0 && InFocus(task->pending);
}

uint32_t Choose(const Candidate* all, uint32_t all_count, uint32_t all_stay, const Task* running) {
  const Candidate* candidates = all;
  uint32_t count = all_count, stay = all_stay;
  uint32_t* const index = Table<uint32_t>(kKeptIndices);
  const trace::Plan& plan = *state.plan;
  const bool fair = state.fair_since != 0;
  if (plan.pair_count != 0 && !fair && !state.no_obligations) {
    uint32_t kept_count = 0, kept_stay = 0;
    for (uint32_t i = 0; i < all_count; ++i) {
      if (HeldBack(all[i].task)) continue;
      if (i == all_stay) kept_stay = kept_count;
      index[kept_count] = i;
      kept()[kept_count++] = all[i];
    }
    if (kept_count != 0) candidates = kept(), count = kept_count, stay = kept_stay;
  }
  uint32_t choice = stay;
  if (count > 1) {
    switch (fair ? trace::Rule::kRandom : plan.rule) {
      case trace::Rule::kStay:
      case trace::Rule::kSpan: break;  // chosen before
      case trace::Rule::kRandom:
        if (candidates[stay].task != running) {
          choice = RandomBelow(count);  // the running task cannot go on
        } else {
          choice = Random(count, stay,
                          RandomBelow(1000) < (fair ? FairPermille() : plan.switch_permille));
        }
        break;
      case trace::Rule::kPct: choice = Pct(candidates, count, running); break;
      case trace::Rule::kPos: choice = Highest(candidates, count); break;
      case trace::Rule::kSurw: choice = Surw(candidates, count); break;
    }
  } else {
    choice = 0;
  }
  return candidates == kept() ? index[choice] : choice;
}

void GiveWay(Task* running) {
  running->priority = state.next_low--;
  state.intended = nullptr;
  state.no_obligations = true;
}

void Chosen(const Candidate& chosen) {
  const trace::Plan& plan = *state.plan;
  Task* task = chosen.task;
  if (plan.rule == trace::Rule::kPos) {
    for (uint32_t i = 0; i < state.task_count; ++i) {
      Task* other = state.tasks[i];
      if (other == task || !other->alive || !Conflict(task->pending, other->pending)) continue;
      other->priority = NextRandom() | kHigh;
    }
  }
  if (plan.pair_count != 0 && Writes(task->pending.op)) {
    LastWritesIn(state.last_writes).Note(task->pending.place, task->pending.pc);
  }
  if (task->in_focus) {
    if (task->expected > 0) --task->expected;
    task->in_focus = false;
    DrawIntended();
  }
}

}  // namespace racelab::rt
