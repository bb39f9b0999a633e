// What is new, and for how long nothing was.
#include "checker/runtime/progress.h"

#include "checker/runtime/finish.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

// Points without a new value in memory, under a fair rule: a livelock. So many, because a right
// program may read one variable in a long loop, which looks the same.
constexpr uint64_t kNothingNew = 500000;
// Waits in a row that only their time ended, and how long they took together, without a new value
// that others could see: a livelock, too. What a loop remembers of the clock looks new each time.
constexpr uint64_t kVainWaits = 100000, kVainTime = 300'000'000'000;

// What was seen since every rule is fair: a filter (Bloom 1970, with one hash function). Who shows
// more different things than it can tell apart does not go in circles.
class Seen {
 public:
  bool IsMuch() const { return count_ >= kMany; }
  // Whether it is new.
  bool Note(uint64_t what) {
    const uint64_t hash = what * 0xbf58476d1ce4e5b9ull;
    uint64_t& word = words_[hash >> 54];
    const uint64_t bit = 1ull << (hash >> 48 & 63);
    if ((word & bit) != 0 && !IsMuch()) return false;
    state.last_novelty = state.points;
    if ((word & bit) == 0) ++count_;
    word |= bit;
    return true;
  }

 private:
  static constexpr uint32_t kMany = 1 << 15;  // half of its bits
  uint64_t words_[1 << 10];
  uint32_t count_;
};
Seen shared_values, own_values, rounds;

// Whether `address` lies in the frames of the running task: a variable that a loop counts in.
bool IsOwn(uintptr_t address) {
  const auto frame = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  return address > frame && address < EndOfFrames(frame);
}

// The local variables of the running task, which nobody else sees: a loop may count in them.
uint64_t LocalsOf(const Task* self) {
  constexpr uintptr_t kAtMost = 4096;
  if (self->depth == 0 || self->depth > kCallDepth) return 0;
  // The stack pointer at a call, see ProgramPc().
  const uintptr_t begin = self->calls[self->depth - 1].frame + 16;
  const uintptr_t frames = EndOfFrames(begin);
  const uintptr_t end = frames - begin > kAtMost ? begin + kAtMost : frames;
  uint64_t hash = self->id + 1;
  for (uintptr_t at = begin; at + 8 <= end; at += 8) {
    hash = (hash ^ *reinterpret_cast<const uint64_t*>(at)) * 0x9e3779b97f4a7c15ull;
    hash ^= hash >> 32;
  }
  return hash;
}

void IsNotIdle(Task* task) {
  task->idle = 0;
  task->resting = false;
}

bool WaitsInVain() {
  return state.vain_waits > kVainWaits && state.now - state.vain_since > kVainTime;
}

void ForgetVainWaits() {
  state.vain_waits = 0;
  state.vain_since = state.now;
}

}  // namespace

void Effect() {
  IsNotIdle(current);
  state.looks = 0;
  if (state.fair_since != 0) rounds.Note(rounds.IsMuch() ? 0 : LocalsOf(current));
}

void Wrote(uintptr_t address, uint64_t before, uint64_t after) {
  if (before == after) return;
  IsNotIdle(current);
  if (state.fair_since == 0) return;
  const uint64_t what = address * 0x9e3779b97f4a7c15ull ^ after;
  if (IsOwn(address)) {
    own_values.Note(what);
  } else if (shared_values.Note(what)) {
    ForgetVainWaits();
  }
}

void CheckProgress() {
  if (state.fair_since == 0) {
    state.fair_since = state.last_novelty = state.points;
    ForgetVainWaits();
  } else if (state.points - state.last_novelty > kNothingNew || WaitsInVain()) {
    ReportLivelock();
  } else if (state.points - state.fair_since > state.plan->max_points) {
    Stop(trace::End::kLimit, "scheduling points");
  }
}

}  // namespace racelab::rt
