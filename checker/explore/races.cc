// Happens-before clocks of steps, and the search for races from each step backwards.
#include "checker/explore/races.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace racelab::explore {

using trace::Mode;
using trace::Op;

namespace {

// Whether it waited until nothing else could go on: before whoever took it, it need not have.
bool EndedByTime(const Step& step) {
  const bool begins =
      step.op == Op::kTimedLock || step.op == Op::kTimedReadLock ||
      step.op == Op::kSemTimedWait;  // the other waits begin with a step of their own
  return begins && step.mode == Mode::kTimeout && !step.early;
}

// Whether the step may not be possible yet in a state in which it was announced.
bool MayHaveToWait(const Step& step) {
  const Use use = step.touches[0].use;
  return use == Use::kTake || use == Use::kShare || step.op == Op::kBlock ||
         step.op == Op::kWaitChild;
}

}  // namespace

void Races::Join(Clock& clock, const Clock& other) {
  for (size_t i = 0; i < clock.size(); ++i) clock[i] = std::max(clock[i], other[i]);
}

Races::Races(const StepList& list) : list_(list) {
  size_t tasks = 0;
  for (const Step& step : list.steps) tasks = std::max<size_t>(tasks, step.task + 1u);
  std::vector<Clock> last(tasks, Clock(tasks));
  for (uint32_t j = 0; j < list.steps.size(); ++j) Visit(j, last);
}

// Gives step j its clock, and finds what it races with.
void Races::Visit(uint32_t j, std::vector<Clock>& last) {
  const Step& step = At(j);
  const uint32_t enabler = list_.enabler[j];
  Clock clock = last[step.task];
  Clock covered = clock;  // without those that had to come first anyhow
  if (enabler != 0) Join(clock, clocks_[enabler - 1]);
  for (const uint32_t i : Candidates(step)) {
    if (At(i).task == step.task || !Dependent(At(i), step)) continue;
    const bool forced = CannotComeFirst(At(i), step) || enabler == i + 1;
    if (!forced && !HappensBefore(i, covered) && CanGoOn(i, j, NotAfter(i))) {
      if (step.mode == Mode::kRun || EndedByTime(step)) races_.emplace_back(i, j);
      // Where it is a guess, one before it may be what step j really races with.
      if (IsSure(i, j)) Join(covered, clocks_[i]);
    }
    Join(clock, clocks_[i]);
  }
  ++clock[step.task];
  last[step.task] = clock;
  clocks_.push_back(std::move(clock));
  for (const ObjectUse& use : step.touches) {
    if (use.use != Use::kNone) users_[use.object].push_back(j);
  }
}

// The steps that touched the same objects, the latest first.
std::vector<uint32_t> Races::Candidates(const Step& step) const {
  std::vector<uint32_t> candidates;
  for (const ObjectUse& use : step.touches) {
    const auto at = users_.find(use.object);
    if (use.use == Use::kNone || at == users_.end()) continue;
    candidates.insert(candidates.end(), at->second.begin(), at->second.end());
  }
  std::sort(candidates.rbegin(), candidates.rend());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  return candidates;
}

std::vector<uint32_t> Races::NotAfter(uint32_t i) const {
  std::vector<uint32_t> steps;
  for (uint32_t k = i + 1; k < clocks_.size(); ++k) {
    if (!HappensBefore(i, clocks_[k])) steps.push_back(k);
  }
  return steps;
}

std::vector<Reversal> Races::Reversals(uint32_t first) const {
  std::vector<Reversal> reversals;
  for (const auto& [i, j] : races_) {
    if (j < first) continue;
    Step second = InOrdinaryWay(At(j));  // the others are tried when it is there
    second.guessed = !IsSure(i, j);
    Reversal& reversal = reversals.emplace_back(Reversal{i, {}});
    for (const uint32_t k : WithoutReaders(NotAfter(i), second)) reversal.steps.push_back(At(k));
    reversal.steps.push_back(second);
  }
  return reversals;
}

std::vector<Reversal> Races::EarlyEnds(uint32_t first, bool heap) const {
  std::vector<Reversal> ends;
  std::set<std::tuple<uint16_t, uint32_t, Mode>> used;
  for (uint32_t j = 0; j < list_.steps.size(); ++j) {
    const Step& step = At(j);
    for (const Mode mode : racelab::explore::EarlyEnds(step)) {
      if (j < first || used.count({step.task, step.pc, mode}) != 0) continue;
      Step end = InMode(step, mode, heap);
      for (const uint32_t i : Candidates(end)) {
        const bool own = i == j && step.mode != Mode::kRun && step.mode != mode;
        if (!own && (i >= j || At(i).task == step.task || !Dependent(At(i), end))) continue;
        std::vector<uint32_t> between = NotAfter(i);
        // Two locks for reading have no order, so step j itself may be among them.
        std::erase_if(between, [&](uint32_t k) { return HappensBefore(j, clocks_[k]); });
        if (!MayEnd(i, j, between)) continue;
        end.guessed = !IsSureToEnd(i, step, between);
        Reversal& early = ends.emplace_back(Reversal{i, {}});
        for (const uint32_t k : between) early.steps.push_back(At(k));
        early.steps.push_back(end);
      }
    }
    if (step.early) used.insert({step.task, step.pc, step.mode});
  }
  return ends;
}

// Of these steps, without those that follow on a lock for reading which `second`, a lock of the
// same object, would have to wait for: its unlock is not among them. They come after `second`.
std::vector<uint32_t> Races::WithoutReaders(std::vector<uint32_t> steps, const Step& second) const {
  const ObjectUse& lock = second.touches[0];
  if (lock.use != Use::kTake || !IsShared(lock.object)) return steps;
  std::map<uint16_t, uint32_t> readers;  // by task: what begins to read and does not end
  for (const uint32_t k : steps) {
    if (At(k).touches[0].object != lock.object) continue;
    if (At(k).touches[0].use == Use::kShare) readers.try_emplace(At(k).task, k);
    if (At(k).touches[0].use == Use::kUnshare) readers.erase(At(k).task);
  }
  for (const auto& reader : readers) {
    std::erase_if(steps, [&](uint32_t k) { return HappensBefore(reader.second, clocks_[k]); });
  }
  return steps;
}

// Whether the wait that step j ended could end by itself without step i, after `between`.
bool Races::MayEnd(uint32_t i, uint32_t j, const std::vector<uint32_t>& between) const {
  const auto there = [&](uint32_t k) {
    return k < i || std::binary_search(between.begin(), between.end(), k);
  };
  const Step& step = At(j);
  const uint32_t begun = list_.announced_after[j];
  if (begun > 0 && !there(begun - 1)) return false;  // it does not wait there
  switch (step.op) {
    case Op::kReacquire: {
      const uint32_t waker = list_.enabler[j];
      const bool signalled = step.mode == Mode::kRun && waker != 0 && there(waker - 1);
      return !signalled && !StateOf(i, step.names[1], between).is_held;
    }
    case Op::kTimedReadLock: return StateOf(i, step.names[0], between).may_be_held;
    case Op::kTimedLock: {
      const MutexState state = StateOf(i, step.names[0], between);
      return state.may_be_held || state.may_be_read;
    }
    case Op::kSemTimedWait: return Count(i, j, step.names[0], between) == 0;
    default: return true;
  }
}

// Whether it is known that somebody has, or that nobody has, what the wait is for.
bool Races::IsSureToEnd(uint32_t i, const Step& step, const std::vector<uint32_t>& between) const {
  if (step.op == Op::kReacquire) return !StateOf(i, step.names[1], between).may_be_held;
  return step.op != Op::kTimedLock && step.op != Op::kTimedReadLock;
}

// Who had the mutex before step i and then after `between`. Whether a try got it is not known, nor
// whether one that was locked twice counts how often.
Races::MutexState Races::StateOf(uint32_t i, uint64_t mutex,
                                 const std::vector<uint32_t>& between) const {
  MutexState state;
  const auto users = users_.find(mutex);
  if (users == users_.end()) return state;
  int takes = 0, readers = 0;
  for (const uint32_t k : users->second) {
    if (k >= i && !std::binary_search(between.begin(), between.end(), k)) continue;
    state.may_be_held |= At(k).op == Op::kTryLock;
    state.may_be_read |= At(k).op == Op::kTryReadLock;
    for (const ObjectUse& use : At(k).touches) {
      if (use.object != mutex) continue;
      if (use.use == Use::kShare) ++readers;
      if (use.use == Use::kUnshare) readers = std::max(0, readers - 1);
      if (use.use != Use::kTake && use.use != Use::kGive) continue;
      state.is_held = use.use == Use::kTake;
      takes = state.is_held ? takes + 1 : std::max(0, takes - 1);
    }
  }
  state.may_be_held |= takes > 0;
  state.may_be_read |= readers > 0;
  return state;
}

// Whether it is known that step j could be done just before step i: it need not wait, or was about
// to be done there and could be.
bool Races::IsSure(uint32_t i, uint32_t j) const {
  if (EndedByTime(At(j))) return false;
  if (!MayHaveToWait(At(j))) return true;
  return list_.announced_after[j] <= i && list_.CouldRun(At(j).task, i);
}

// Whether step j can be done without step i, after the steps `between`. It may say yes where that
// is wrong, which costs an execution that goes another way.
bool Races::CanGoOn(uint32_t i, uint32_t j, const std::vector<uint32_t>& between) const {
  const Step& step = At(j);
  const uint64_t object = step.touches[0].object;
  if (step.op == Op::kSemWait || step.op == Op::kSemTimedWait) {
    return Count(i, j, object, between) > 0;
  }
  if (!MayHaveToWait(step) || list_.enabler[j] == 0) return true;
  const uint32_t enabler = list_.enabler[j] - 1;
  const bool there = enabler < i || std::binary_search(between.begin(), between.end(), enabler);
  if (step.op == Op::kReacquire) return there;
  const bool waits = list_.announced_after[j] <= i && !list_.CouldRun(step.task, i);
  return !waits || there || IsShared(object);
}

// Whether it is a lock that several may hold, so that more than one may stand in the way.
bool Races::IsShared(uint64_t object) const {
  const auto users = users_.find(object);
  if (users == users_.end()) return false;
  return std::any_of(users->second.begin(), users->second.end(), [&](uint32_t k) {
    const Use use = At(k).touches[0].use;
    return use == Use::kShare || use == Use::kUnshare;
  });
}

// Of a semaphore that step j waits for: before step i and then after `between`.
int64_t Races::Count(uint32_t i, uint32_t j, uint64_t semaphore,
                     const std::vector<uint32_t>& between) const {
  const auto used = users_.find(semaphore);
  if (used == users_.end()) return At(j).value;  // step j is the first to use it
  const std::vector<uint32_t>& users = used->second;
  const auto next = std::lower_bound(users.begin(), users.end(), i);
  int64_t count = next == users.end() ? 0 : At(*next).value;  // nobody changed it before this one
  if (next == users.end()) count = Used(users.back(), At(users.back()).value);
  for (auto k = std::lower_bound(between.begin(), between.end(), i); k != between.end(); ++k) {
    if (At(*k).touches[0].object == semaphore) count = Used(*k, count);
  }
  return count;
}

// The semaphore's value after step k, if it was `count` before.
int64_t Races::Used(uint32_t k, int64_t count) const {
  if (At(k).op == Op::kSemPost) return count + 1;
  return At(k).mode == Mode::kRun && count > 0 ? count - 1 : count;
}

}  // namespace racelab::explore
