// Tasks of random operations, and the loop that runs a strategy's plans.
#include "tests/unit/explore/random_programs.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "checker/explore/steps.h"

namespace racelab::explore {
namespace {

std::vector<SimOp> RandomTask(std::mt19937& random, unsigned length, const std::string& kinds,
                              uint64_t own) {
  constexpr uint64_t kLock = 10, kQueue = 20, kReaders = 30;
  std::vector<SimOp> task;
  const auto add = [&](std::initializer_list<SimOp> ops) { task.insert(task.end(), ops); };
  const auto locked = [&](const SimOp& op) { add({Lock(kLock), op, Unlock(kLock)}); };
  for (unsigned k = 0; k < length; ++k) {
    const uint64_t object = 1 + random() % 2;
    switch (kinds[random() % kinds.size()]) {
      case 'l': add({Load(object, nullptr)}); break;
      case 's': add({Store(object, nullptr)}); break;
      case 'o': add({Store(own, nullptr)}); break;
      case 'c': locked(random() % 2 ? Load(object, nullptr) : Store(object, nullptr)); break;
      case 'n': add({Signal(kQueue)}); break;
      case 'w': locked(random() % 3 ? TimedWait(kQueue, kLock) : Wait(kQueue, kLock)); break;
      case 'R':
        add({ReadLock(kReaders), random() % 2 ? Load(object, nullptr) : Store(object, nullptr),
             ReadUnlock(kReaders)});
        break;
      case 'W': add({Lock(kReaders), Store(object, nullptr), Unlock(kReaders)}); break;
    }
  }
  return task;
}

}  // namespace

Class ClassOf(const Execution& execution) {
  const std::vector<Step> steps = StepsOf(execution).steps;
  Class result(execution.tasks);
  std::vector<size_t> number(steps.size());
  for (size_t j = 0; j < steps.size(); ++j) {
    auto& own = result[steps[j].task];
    number[j] = own.size();
    auto& before = own.emplace_back();
    for (size_t i = 0; i < j; ++i) {
      const bool matters = steps[i].task != steps[j].task && Dependent(steps[i], steps[j]);
      if (matters) before.emplace_back(steps[i].task, number[i]);
    }
    std::sort(before.begin(), before.end());
    before.emplace_back(static_cast<uint16_t>(steps[j].mode), steps[j].wake);
  }
  return result;
}

SimProgram Started(SimProgram program) {
  for (std::vector<SimOp>& task : program) {
    task.insert(task.begin(), SimOp{trace::Op::kStart, 0, nullptr});
  }
  return program;
}

SimProgram RandomProgram(std::mt19937& random, const std::string& kinds) {
  SimProgram program(2 + random() % 2);
  const unsigned most = program.size() == 2 ? 3 : 2;
  for (size_t i = 0; i < program.size(); ++i) {
    program[i] = RandomTask(random, 1 + random() % most, kinds, 40 + i);
  }
  return Started(program);
}

Seen Exhaust(Strategy& strategy, const SimProgram& program, uint64_t limit,
             const std::function<void(const Seen&)>& after) {
  Seen seen;
  while (seen.runs < limit) {
    const std::optional<ExecutionPlan> plan = strategy.Next();
    if (!plan) break;
    const Execution execution = Simulate(program, *plan);
    ++seen.runs;
    seen.classes.insert(ClassOf(execution));
    seen.fails |= execution.Failed();
    strategy.Learn(*plan, execution, true);
    seen.coverage = strategy.coverage();
    if (after) after(seen);
  }
  seen.coverage = strategy.coverage();
  return seen;
}

}  // namespace racelab::explore
