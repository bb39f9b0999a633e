// Hashes of the happens-before order, step by step.
#include "checker/explore/states.h"

#include "checker/explore/rng.h"

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::Mode;
using trace::Op;

uint64_t Mix(uint64_t a, uint64_t b) { return Rng(Rng(a, "").Next() ^ b, "").Next(); }

uint64_t Itself(const Step& step) {
  return uint64_t{step.task} << 48 | uint64_t{step.wake} << 32 | uint64_t{step.older} << 16 |
         static_cast<uint64_t>(step.mode) << 8 | (step.early ? 1 : 0);
}

}  // namespace

StateWalk::StateWalk(const trace::Execution& execution, const StepList& list)
    : execution_(execution), list_(list) {
  for (size_t i = list_.steps.size(); i-- > 0;) {
    steps_of_[list_.steps[i].task].push_back(static_cast<uint32_t>(i));
  }
}

// What a step is in the happens-before order: itself, and all on which it depends.
uint64_t StateWalk::HashOf(const Step& step, uint32_t enabler) const {
  const auto own = latest_.find(step.task);
  uint64_t hash = Mix(own == latest_.end() ? 0 : own->second, Itself(step));
  // A wait's signal, a thread's creation; others touch what the step touches.
  if (enabler != 0 && !Dependent(list_.steps[enabler - 1], step)) {
    hash = Mix(hash, hashes_[enabler - 1]);
  }
  for (const ObjectUse& use : step.touches) {
    if (use.use == Use::kNone) continue;
    const auto at = users_.find(use.object);
    const Users users = at == users_.end() ? Users() : at->second;
    uint64_t before = users.all;
    if (Commute(use.use, Use::kLook)) before -= users.looks;
    if (Commute(use.use, Use::kShare)) before -= users.shares;
    hash = Mix(hash, before);
  }
  return hash;
}

void StateWalk::Pass() {
  const Step& step = list_.steps[at_];
  const uint64_t hash = HashOf(step, list_.enabler[at_]);
  for (const ObjectUse& use : step.touches) {
    if (use.use == Use::kNone) continue;
    Users& users = users_[use.object];
    users.all += hash;
    if (Commute(use.use, Use::kLook)) users.looks += hash;
    if (Commute(use.use, Use::kShare)) users.shares += hash;
  }
  latest_[step.task] = hash;
  hashes_.push_back(hash);
  done_ += hash;
  steps_of_[step.task].pop_back();
  ++at_;
}

State StateWalk::After(const Decision& decision) const {
  const bool passes = decision.mode == Mode::kOlder || decision.mode == Mode::kWake;
  const uint16_t task = passes ? decision.task : decision.next;
  const auto own = steps_of_.find(task);
  if (own == steps_of_.end() || own->second.empty()) return {};
  // What the task did next, now or later, is what it could have done here: it had announced it.
  const uint32_t next = own->second.back();
  Step step = list_.steps[next];
  if (decision.mode == Mode::kOlder) {
    step.older = static_cast<uint8_t>(decision.next);
  } else if (decision.mode == Mode::kWake) {
    step.wake = decision.next;
  } else if (decision.mode == Mode::kRun) {
    const bool ended_early = step.op == Op::kReacquire && step.mode != Mode::kRun;
    if (ended_early || list_.enabler[next] > at_) return {};
    step = InOrdinaryWay(step);
    step.early = false;
  } else {
    step = InMode(step, decision.mode, step.touches[2].use != Use::kNone);
    step.early = execution_.point_list[at_].enabled != 0;
  }
  const uint32_t enabler = decision.mode == Mode::kRun || passes ? list_.enabler[next] : 0;
  return {done_ + HashOf(step, enabler), task};
}

bool States::Has(const State& state, int preemptions) const {
  const auto at = fewest_.find(state.hash);
  if (at == fewest_.end()) return false;
  // Where it was left by another task, going on with this one cost one more at most.
  return at->second < preemptions || left_.count(Mix(state.hash, state.task)) != 0;
}

void States::Add(const State& state, int preemptions) {
  fewest_.try_emplace(state.hash, preemptions);
  left_.insert(Mix(state.hash, state.task));
}

}  // namespace racelab::explore
