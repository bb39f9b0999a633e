// Simulator: small programs as lists of operations per task, run as the runtime would run them.
//
// Strategies and the main loop are tested with it: it knows enabledness, locks, condition
// variables, shared variables, the rule kStay and decisions, and simulates the rules in a simple
// way. It makes its own executions, so what a test counts is not what the tool claims.
#ifndef RACELAB_TESTS_UNIT_EXPLORE_SIMULATOR_H_
#define RACELAB_TESTS_UNIT_EXPLORE_SIMULATOR_H_

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "checker/explore/executor.h"

namespace racelab::explore {

// What the operations of a simulated program see.
struct SimState {
  std::map<uint64_t, int64_t> value;  // of variables, by address
  std::map<uint64_t, int> owner;      // of locks
  std::map<uint64_t, int> readers;    // how many have locked it for reading
  trace::Kind failure = trace::Kind::kNone;
  uint32_t failure_pc = 0;
  void Check(bool condition) {
    if (!condition) failure = trace::Kind::kAssertion;
  }
};

struct SimOp {
  trace::Op op = trace::Op::kAtomicRmw;
  uint64_t object = 0;
  std::function<void(SimState&)> effect;
  uint64_t mutex = 0;  // of a wait
};

// Tasks 1, 2, ...; task 0 is main, which has created them and is blocked in join.
using SimProgram = std::vector<std::vector<SimOp>>;

SimOp Touch(uint64_t object);  // does nothing
SimOp Do(uint64_t object, std::function<void(SimState&)> effect);
SimOp Load(uint64_t object, std::function<void(SimState&)> effect);
SimOp Store(uint64_t object, std::function<void(SimState&)> effect);
SimOp Lock(uint64_t mutex);
SimOp Unlock(uint64_t mutex);
SimOp ReadLock(uint64_t mutex);
SimOp ReadUnlock(uint64_t mutex);
SimOp Wait(uint64_t condition, uint64_t mutex);
SimOp TimedWait(uint64_t condition, uint64_t mutex);
SimOp Signal(uint64_t condition);

// The program counter of a task's operation, from 0.
uint32_t SimPc(uint16_t task, size_t index);

trace::Execution Simulate(const SimProgram& program, const trace::ExecutionPlan& plan);

class SimExecutor : public Executor {
 public:
  explicit SimExecutor(SimProgram program) : program_(std::move(program)) {}
  absl::StatusOr<std::vector<trace::Execution>> Run(
      std::span<const trace::ExecutionPlan> plans) override;
  using Executor::Run;

  std::vector<trace::ExecutionPlan> plans;  // that were run
  // May change what comes of the n-th execution, from 1.
  std::function<void(size_t n, trace::Execution&)> spoil;

 private:
  SimProgram program_;
};

// Two tasks that each load a counter, do `noise` other things, and store it plus one; main wants 2.
SimProgram LostUpdate(int noise);
// Two tasks, two locks, in opposite orders.
SimProgram Abba();
// n tasks of k operations that have nothing to do with each other.
SimProgram Independent(int tasks, int operations);
// n tasks of k operations, all on one object, after a first step that does nothing.
SimProgram Contended(int tasks, int operations);

}  // namespace racelab::explore

#endif  // RACELAB_TESTS_UNIT_EXPLORE_SIMULATOR_H_
