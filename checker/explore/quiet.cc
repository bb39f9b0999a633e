// Who uses what while whom may run.
#include "checker/explore/quiet.h"

#include <algorithm>
#include <vector>

namespace racelab::explore {
namespace {

using trace::Mode;
using trace::Op;

uint8_t Bit(Use use) { return static_cast<uint8_t>(1u << static_cast<unsigned>(use)); }

// How others may use an object that the step uses in this way, without being able to come first:
// what commutes, and what waits for the end of the task. (An unlock has to come first, too. But who
// waits for a lock gives way for nothing, so it is not all the same for the number of preemptions
// whether somebody tries it before or after.)
uint8_t HarmlessBeside(const Step& step, Use use) {
  uint8_t harmless = 0;
  for (const Use other :
       {Use::kLook, Use::kChange, Use::kTake, Use::kGive, Use::kShare, Use::kUnshare}) {
    if (Commute(use, other)) harmless |= Bit(other);
  }
  if (step.op == Op::kExit && use == Use::kGive) harmless |= Bit(Use::kTake);
  if (step.op == Op::kJoin) harmless |= Bit(Use::kGive);  // that task has ended
  return harmless;
}

// By task, up to 64: who created it, and by which step.
struct Birth {
  uint16_t creator = 0;
  size_t step = 0;
};
std::map<uint16_t, Birth> Births(const StepList& list) {
  std::map<uint16_t, Birth> births;
  for (size_t i = 0; i < list.steps.size(); ++i) {
    const uint32_t enabler = list.enabler[i];
    const auto [at, is_first] = births.try_emplace(list.steps[i].task);
    if (is_first && enabler != 0) at->second = {list.steps[enabler - 1].task, enabler - 1};
  }
  return births;
}

}  // namespace

// Notes the step's uses beside these tasks.
bool QuietSteps::Note(const Step& step, uint64_t tasks) {
  bool as_known = true;
  for (const ObjectUse& use : step.touches) {
    for (uint16_t task = 0; use.use != Use::kNone && task < 64; ++task) {
      if ((tasks >> task & 1) == 0) continue;
      UseSet& uses = others_[{use.object, task}];
      if ((uses & Bit(use.use)) != 0) continue;
      uses |= Bit(use.use);
      const auto allowed = allowed_.find({use.object, task});
      as_known &= allowed == allowed_.end() || (allowed->second & Bit(use.use)) != 0;
    }
  }
  return as_known;
}

bool QuietSteps::Learn(const StepList& list) {
  const std::map<uint16_t, Birth> births = Births(list);
  std::map<uint16_t, uint64_t> joined;  // by task: those that it has joined
  bool as_known = true;
  for (size_t i = 0; i < list.steps.size(); ++i) {
    const Step& step = list.steps[i];
    uint64_t beside = 0;
    for (const auto& [task, birth] : births) {
      const bool not_yet = birth.creator == step.task && i <= birth.step && birth.step > 0;
      if (task != step.task && task < 64 && !not_yet) beside |= uint64_t{1} << task;
    }
    beside &= ~joined[step.task];
    as_known &= Note(step, beside);
    for (const Mode mode : EarlyEnds(step)) as_known &= Note(InMode(step, mode, false), beside);
    const bool joins = step.op == Op::kJoin && step.mode == Mode::kRun && step.names[1] < 64;
    if (joins) joined[step.task] |= uint64_t{1} << step.names[1];
  }
  return as_known;
}

bool QuietSteps::IsQuiet(const Step& step) {
  if (step.mode != Mode::kRun) return false;
  for (const ObjectUse& use : step.touches) {
    if (use.use == Use::kNone) continue;
    const auto others = others_.find({use.object, step.task});
    if (others != others_.end() && (others->second & ~HarmlessBeside(step, use.use)) != 0) {
      return false;
    }
  }
  for (const ObjectUse& use : step.touches) {
    if (use.use == Use::kNone) continue;
    UseSet& allowed = allowed_.try_emplace({use.object, step.task}, UseSet{0xff}).first->second;
    allowed &= HarmlessBeside(step, use.use);
  }
  return true;
}

}  // namespace racelab::explore
