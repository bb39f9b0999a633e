// What each operation works on.
#include "checker/check/explain_sort.h"

#include <algorithm>

namespace racelab {

Sort SortOf(trace::Op op) {
  using trace::Op;
  switch (op) {
    case Op::kRead:
    case Op::kWrite:
    case Op::kAtomicLoad:
    case Op::kAtomicStore:
    case Op::kAtomicRmw:
    case Op::kFutexWait:
    case Op::kFutexTimedWait:
    case Op::kFutexWake: return Sort::kMemory;
    case Op::kLock:
    case Op::kTryLock:
    case Op::kTimedLock:
    case Op::kUnlock:
    case Op::kReadLock:
    case Op::kTryReadLock:
    case Op::kTimedReadLock:
    case Op::kReadUnlock:
    case Op::kDestroy:
    case Op::kOnce: return Sort::kLock;
    case Op::kWait:
    case Op::kTimedWait:
    case Op::kReacquire:
    case Op::kSignal:
    case Op::kBroadcast: return Sort::kCondition;
    case Op::kSemWait:
    case Op::kSemTryWait:
    case Op::kSemTimedWait:
    case Op::kSemPost: return Sort::kSemaphore;
    case Op::kBarrier: return Sort::kBarrier;
    case Op::kStart:
    case Op::kExit:
    case Op::kCreate:
    case Op::kJoin:
    case Op::kDetach:
    case Op::kFork:
    case Op::kWaitChild:
    case Op::kKill:
    case Op::kPause: return Sort::kTask;
    case Op::kTransfer:
    case Op::kBlock: return Sort::kChannel;
    case Op::kAllocate:
    case Op::kFree: return Sort::kHeap;
    default: return Sort::kNothing;
  }
}

bool IsSync(trace::Op op) {
  const Sort sort = SortOf(op);
  return sort == Sort::kLock || sort == Sort::kCondition || sort == Sort::kSemaphore ||
         sort == Sort::kBarrier;
}

bool StartsTask(trace::Op op) { return op == trace::Op::kCreate || op == trace::Op::kFork; }
bool JoinsTask(trace::Op op) { return op == trace::Op::kJoin || op == trace::Op::kWaitChild; }

bool IsAtomic(trace::Op op) {
  return op == trace::Op::kAtomicLoad || op == trace::Op::kAtomicStore ||
         op == trace::Op::kAtomicRmw;
}

bool IsWrite(trace::Op op) {
  return op == trace::Op::kWrite || op == trace::Op::kAtomicStore || op == trace::Op::kAtomicRmw;
}

bool IsShared(uint64_t place) { return (place & trace::kSharedPlaces) != 0; }

uint64_t AddressOf(uint64_t place) { return place & ((uint64_t{1} << trace::kProcessShift) - 1); }

bool Touches(const trace::Event& event, uint64_t address, uint64_t size) {
  return SortOf(event.op) == Sort::kMemory && event.object < address + size &&
         address < event.object + std::max<uint64_t>(event.size, 1);
}

}  // namespace racelab
