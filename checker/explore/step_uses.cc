// What each operation uses, and what commutes.
#include "checker/explore/step_uses.h"

namespace racelab::explore {
namespace {

using trace::Op;

constexpr uint64_t kTasks = kNoAddress | uint64_t{1} << 62;   // the numbers that new tasks get
constexpr uint64_t kSystem = kNoAddress | uint64_t{3} << 61;  // processes, descriptors, files
uint64_t TaskObject(uint64_t task) { return kNoAddress | task; }
uint64_t FutexQueue(uint64_t word) { return kNoAddress | uint64_t{1} << 60 | word; }

Uses One(uint64_t object, Use use) { return {{{object, use}}}; }

}  // namespace

Uses UsesOf(const trace::Point& at, bool processes) {
  switch (at.op) {
    case Op::kExit:
      return {
          {{TaskObject(at.task), Use::kGive}, {kSystem, processes ? Use::kChange : Use::kNone}}};
    case Op::kCreate:
    case Op::kDetach: return One(kTasks, Use::kChange);
    case Op::kJoin: return One(TaskObject(at.second), Use::kTake);
    case Op::kYield:  // of one who looks whether a task has ended
      return at.second == 0 ? Uses{} : One(TaskObject(at.second - 1), Use::kChange);
    case Op::kAtomicLoad:
      return {{{at.name, Use::kLook},
               {FutexQueue(at.name), at.second != 0 ? Use::kChange : Use::kNone}}};
    case Op::kAtomicStore:
    case Op::kAtomicRmw:
    case Op::kTryLock:
    case Op::kTryReadLock:
    case Op::kSemTryWait:
    case Op::kSemPost:  // a wait need not have to wait for it
    case Op::kDestroy: return One(at.name, Use::kChange);
    case Op::kLock:
    case Op::kTimedLock:
    case Op::kSemWait:
    case Op::kSemTimedWait:
    case Op::kBarrier:
    case Op::kOnce: return One(at.name, Use::kTake);
    case Op::kUnlock:
    case Op::kSignal:
    case Op::kBroadcast: return One(at.name, Use::kGive);
    case Op::kNone: return One(at.name, at.name == 0 ? Use::kNone : Use::kGive);  // barrier, once
    case Op::kReadLock:
    case Op::kTimedReadLock: return One(at.name, Use::kShare);
    case Op::kReadUnlock: return One(at.name, Use::kUnshare);
    case Op::kWait:
    case Op::kTimedWait: return {{{at.name, Use::kChange}, {at.second, Use::kGive}}};
    case Op::kReacquire: return One(at.second, Use::kTake);  // and the signal is its enabler
    case Op::kFutexWait:
    case Op::kFutexTimedWait: return One(FutexQueue(at.name), Use::kTake);
    case Op::kFutexWake: return One(FutexQueue(at.name), Use::kGive);
    case Op::kFork: return {{{kTasks, Use::kChange}, {kSystem, Use::kChange}}};
    case Op::kBlock:
    case Op::kWaitChild:
    case Op::kTransfer:
    case Op::kKill:
    case Op::kPause: return One(kSystem, Use::kChange);
    default: return {};  // nobody else can tell when it was done
  }
}

Uses EarlyUsesOf(Op op, const std::array<uint64_t, 2>& names) {
  const auto [name, second] = names;
  if (op == Op::kReacquire) return {{{name, Use::kChange}, {second, Use::kTake}}};
  if (op == Op::kJoin) return One(TaskObject(second), Use::kLook);
  if (op == Op::kFutexTimedWait) return One(FutexQueue(name), Use::kChange);
  return One(name, name == 0 ? Use::kNone : Use::kChange);
}

bool Commute(Use a, Use b) {
  const auto shares = [](Use use) { return use == Use::kShare || use == Use::kUnshare; };
  return (a == Use::kLook && b == Use::kLook) || (shares(a) && shares(b));
}

bool Blocks(Use give, Use take) {
  if (give == Use::kGive) return take == Use::kTake || take == Use::kShare;
  return give == Use::kUnshare && take == Use::kTake;
}

}  // namespace racelab::explore
