// The simulator's operations, and the programs that several tests use.
#include "tests/unit/explore/simulator.h"

namespace racelab::explore {

using trace::Op;

constexpr uint64_t kCounter = 0x1000;

SimOp Touch(uint64_t object) { return {Op::kAtomicRmw, object, nullptr}; }
SimOp Do(uint64_t object, std::function<void(SimState&)> effect) {
  return {Op::kAtomicRmw, object, std::move(effect)};
}
SimOp Load(uint64_t object, std::function<void(SimState&)> effect) {
  return {Op::kAtomicLoad, object, std::move(effect)};
}
SimOp Store(uint64_t object, std::function<void(SimState&)> effect) {
  return {Op::kAtomicStore, object, std::move(effect)};
}
SimOp Lock(uint64_t mutex) { return {Op::kLock, mutex, nullptr}; }
SimOp Unlock(uint64_t mutex) { return {Op::kUnlock, mutex, nullptr}; }
SimOp ReadLock(uint64_t mutex) { return {Op::kReadLock, mutex, nullptr}; }
SimOp ReadUnlock(uint64_t mutex) { return {Op::kReadUnlock, mutex, nullptr}; }
SimOp Wait(uint64_t condition, uint64_t mutex) { return {Op::kWait, condition, nullptr, mutex}; }
SimOp TimedWait(uint64_t condition, uint64_t mutex) {
  return {Op::kTimedWait, condition, nullptr, mutex};
}
SimOp Signal(uint64_t condition) { return {Op::kSignal, condition, nullptr}; }

SimProgram LostUpdate(int noise) {
  SimProgram program;
  for (uint64_t task = 1; task <= 2; ++task) {
    const uint64_t local = 0x2000 + task;
    std::vector<SimOp> ops(static_cast<size_t>(noise), Touch(local));
    ops.push_back(Load(kCounter, [local](SimState& s) { s.value[local] = s.value[kCounter]; }));
    ops.insert(ops.end(), static_cast<size_t>(noise), Touch(local));
    ops.push_back(Store(kCounter, [local](SimState& s) {
      s.value[kCounter] = s.value[local] + 1;
      s.Check(++s.value[0x3000] < 2 || s.value[kCounter] == 2);
    }));
    program.push_back(ops);
  }
  return program;
}

SimProgram Abba() {
  return {{Lock(1), Lock(2), Unlock(2), Unlock(1)}, {Lock(2), Lock(1), Unlock(1), Unlock(2)}};
}

SimProgram Independent(int tasks, int operations) {
  SimProgram program;
  for (int task = 0; task < tasks; ++task) {
    program.emplace_back(static_cast<size_t>(operations),
                         Touch(0x100 + static_cast<unsigned>(task)));
  }
  return program;
}

SimProgram Contended(int tasks, int operations) {
  std::vector<SimOp> task(static_cast<size_t>(operations), Touch(0x100));
  task.insert(task.begin(), {Op::kStart, 0, nullptr});
  return SimProgram(static_cast<size_t>(tasks), task);
}

}  // namespace racelab::explore
