// The simulated scheduler.
#include "tests/unit/explore/simulator.h"

#include <algorithm>
#include <optional>
#include <random>

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::Execution;
using trace::ExecutionPlan;
using trace::Mode;
using trace::Op;
using trace::Rule;

struct SimTask {
  const std::vector<SimOp>* ops = nullptr;
  size_t at = 0;                            // pending operation
  uint32_t point = 0;                       // number of the latest one
  bool waiting = false, signalled = false;  // of a wait that has begun
  uint64_t since = 0;                       // order of waits
  int priority = 0;                         // kPct
};

class Simulation {
 public:
  Simulation(const SimProgram& program, const ExecutionPlan& plan)
      : plan_(plan), random_(plan.seed), tasks_(program.size() + 1) {
    for (size_t i = 0; i < program.size(); ++i) tasks_[i + 1].ops = &program[i];
    for (SimTask& task : tasks_) task.priority = static_cast<int>(100 + random_() % 1'000'000);
    for (uint32_t i = 1; i < plan.depth; ++i) {
      changes_.push_back(1 + random_() % std::max(1u, plan.length));
    }
    execution_.tasks = static_cast<uint32_t>(tasks_.size());
    execution_.end = trace::End::kCompleted;
  }

  Execution Run() {
    uint16_t current = 0;
    ++tasks_[0].point;
    for (size_t i = 1; i < tasks_.size(); ++i) ++tasks_[i].point;  // at their first operation
    while (state_.failure == trace::Kind::kNone && !AllEnded()) {
      if (++execution_.points > plan_.max_points) {
        execution_.end = trace::End::kLimit;
        break;
      }
      const std::optional<Decision> choice = Choose(current);
      if (!choice) {
        state_.failure = trace::Kind::kDeadlock;
        state_.failure_pc = 1;
        break;
      }
      Note(current, *choice);
      Execute(choice->next, choice->mode);
      current = choice->next;
    }
    execution_.finding.kind = state_.failure;
    execution_.finding.stack[0].count = 1;
    execution_.finding.stack[0].pc[0] = state_.failure_pc;
    return std::move(execution_);
  }

 private:
  bool Ended(size_t task) const { return tasks_[task].at == tasks_[task].ops->size(); }
  bool AllEnded() const {
    for (size_t task = 1; task < tasks_.size(); ++task) {
      if (!Ended(task)) return false;
    }
    return true;
  }
  const SimOp& Pending(size_t task) const { return (*tasks_[task].ops)[tasks_[task].at]; }
  bool Free(uint64_t mutex) const {
    const auto at = state_.owner.find(mutex);
    return at == state_.owner.end() || at->second == 0;
  }
  bool NobodyReads(uint64_t mutex) const {
    const auto at = state_.readers.find(mutex);
    return at == state_.readers.end() || at->second == 0;
  }
  bool Enabled(size_t task) const {
    if (task == 0 || task >= tasks_.size() || Ended(task)) return false;
    const SimTask& t = tasks_[task];
    if (t.waiting) return t.signalled && Free(Pending(task).mutex);
    const SimOp& op = Pending(task);
    if (op.op == Op::kReadLock) return Free(op.object);
    return op.op != Op::kLock || (Free(op.object) && NobodyReads(op.object));
  }
  // Whether a wait may end without a signal. The mutex must be free: we keep it simple.
  bool MayEnd(uint16_t task, Mode mode) const {
    if (task == 0 || task >= tasks_.size() || Ended(task)) return false;
    const SimTask& t = tasks_[task];
    if (!t.waiting || t.signalled || !Free(Pending(task).mutex)) return false;
    return mode == Mode::kSpurious || Pending(task).op == Op::kTimedWait;
  }

  Op OpOf(uint16_t task) const {
    if (task == 0) return Op::kJoin;
    if (Ended(task)) return Op::kExit;
    return tasks_[task].waiting ? Op::kReacquire : Pending(task).op;
  }

  std::optional<Decision> Default(uint16_t current) const {
    const auto run = [&](size_t next, Mode mode) {
      return Decision{tasks_[current].point, current, static_cast<uint16_t>(next), mode};
    };
    const size_t n = tasks_.size();
    for (size_t i = 0; i < n; ++i) {
      if (Enabled((current + i) % n)) return run((current + i) % n, Mode::kRun);
    }
    for (uint16_t task = 1; task < n; ++task) {
      if (MayEnd(task, Mode::kTimeout)) return run(task, Mode::kTimeout);
    }
    return std::nullopt;
  }

  std::optional<Decision> Choose(uint16_t current) {
    const std::optional<Decision> stay = Default(current);
    for (const Decision& d : plan_.decisions) {
      if (d.task != current || d.point != tasks_[current].point || d.mode == Mode::kWake) continue;
      if (d.mode == Mode::kRun ? Enabled(d.next) : MayEnd(d.next, d.mode)) return d;
    }
    if (!stay || plan_.rule == Rule::kStay || stay->mode != Mode::kRun) return stay;
    Decision choice = *stay;
    choice.next = plan_.rule == Rule::kPct ? Highest(current) : Random(*stay);
    return choice;
  }

  uint16_t Highest(uint16_t current) {
    for (size_t i = 0; i < changes_.size(); ++i) {
      if (changes_[i] == execution_.points) tasks_[current].priority = static_cast<int>(i);
    }
    uint16_t best = 0;
    for (uint16_t task = 1; task < tasks_.size(); ++task) {
      if (!Enabled(task)) continue;
      if (best == 0 || tasks_[task].priority > tasks_[best].priority) best = task;
    }
    return best;
  }

  // An obligation holds back its read until its write has happened, and then other writes until the
  // read has, as long as others can run.
  bool HeldBack(uint16_t task) {
    const uint32_t pc = SimPc(task, tasks_[task].at);
    const SimOp& op = Pending(task);
    const bool writes = op.op == Op::kAtomicStore || op.op == Op::kAtomicRmw;
    return std::any_of(plan_.pairs.begin(), plan_.pairs.end(), [&](const trace::ReadsFrom& pair) {
      const uint16_t reader = static_cast<uint16_t>(pair.read / 1000);
      const size_t at = pair.read % 1000 - 1;
      if (tasks_[reader].at > at || (*tasks_[reader].ops)[at].object != op.object) return false;
      const bool happened = writer_[op.object] == pair.write;
      return pair.read == pc ? !happened : happened && writes;
    });
  }

  uint16_t Random(const Decision& stay) {
    const bool leaves = plan_.rule != Rule::kRandom || random_() % 1000 < plan_.switch_permille;
    if (Enabled(stay.task) && !leaves) return stay.task;
    std::vector<uint16_t> all, wanted;
    for (uint16_t task = 1; task < tasks_.size(); ++task) {
      if (!Enabled(task)) continue;
      all.push_back(task);
      if (!HeldBack(task)) wanted.push_back(task);
    }
    const std::vector<uint16_t>& from = wanted.empty() ? all : wanted;
    return from[random_() % from.size()];
  }

  void Note(uint16_t current, const Decision& choice) {
    const std::optional<Decision> stay = Default(current);
    if (!stay || !(*stay == choice)) execution_.decisions.push_back(choice);
    execution_.hash =
        (execution_.hash ^ (choice.next * 8u + static_cast<unsigned>(choice.mode))) * 0x100000001b3;
    if (!plan_.record_points) return;
    trace::Point point = {};
    point.task = current;
    point.next = choice.next;
    point.op = OpOf(current);
    point.mode = choice.mode;
    point.pc = current == 0 ? 1 : SimPc(current, tasks_[current].at);
    point.point = tasks_[current].point;
    point.object = current == 0 || Ended(current) ? 0 : Pending(current).object;
    point.name = point.object;
    point.second = point.object == 0 ? 0 : Pending(current).mutex;
    for (size_t task = 0; task < tasks_.size(); ++task) {
      if (!Enabled(task)) continue;
      ++point.enabled_count;
      if (task < 64) point.enabled |= uint64_t{1} << task;
    }
    execution_.point_list.push_back(point);
  }

  void Execute(uint16_t number, Mode mode) {
    SimTask& task = tasks_[number];
    const SimOp& op = Pending(number);
    const uint32_t pc = SimPc(number, task.at);
    ++execution_.events;
    const bool is_wait = op.op == Op::kWait || op.op == Op::kTimedWait;
    if (is_wait && !task.waiting) {
      task.waiting = true;
      task.since = ++waits_;
      state_.owner[op.mutex] = 0;
      ++task.point;  // arrives at the end of the wait
      return;
    }
    if (is_wait) {
      task.waiting = task.signalled = false;
      state_.owner[op.mutex] = number;
    }
    if (op.op == Op::kLock) state_.owner[op.object] = number;
    if (op.op == Op::kUnlock) state_.owner[op.object] = 0;
    if (op.op == Op::kReadLock) ++state_.readers[op.object];
    if (op.op == Op::kReadUnlock) --state_.readers[op.object];
    if (op.op == Op::kSignal) Wake(number, op.object);
    const bool reads = op.op == Op::kAtomicLoad || op.op == Op::kAtomicRmw;
    if (reads && seen_.insert({pc, writer_[op.object]}).second) {
      execution_.pairs.push_back({pc, writer_[op.object]});
    }
    if (op.op == Op::kAtomicStore || op.op == Op::kAtomicRmw) writer_[op.object] = pc;
    if (mode == Mode::kTimeout) state_.value[op.object + 1] = 1;  // "a wait here timed out"
    if (op.effect) op.effect(state_);
    if (state_.failure != trace::Kind::kNone) state_.failure_pc = pc;
    ++task.at;
    ++task.point;
  }

  void Wake(uint16_t signaller, uint64_t condition) {
    uint16_t first = 0, chosen = 0;
    for (uint16_t task = 1; task < tasks_.size(); ++task) {
      const SimTask& t = tasks_[task];
      if (!t.waiting || t.signalled || Pending(task).object != condition) continue;
      if (first == 0 || t.since < tasks_[first].since) first = task;
      for (const Decision& d : plan_.decisions) {
        const bool here = d.task == signaller && d.point == tasks_[signaller].point;
        if (here && d.mode == Mode::kWake && d.next == task) chosen = task;
      }
    }
    if (first == 0) return;
    if (chosen != 0 && chosen != first) {
      execution_.decisions.push_back({tasks_[signaller].point, signaller, chosen, Mode::kWake});
      execution_.hash = (execution_.hash ^ (chosen * 8u + 7)) * 0x100000001b3;
    }
    tasks_[chosen != 0 ? chosen : first].signalled = true;
  }

  const ExecutionPlan& plan_;
  std::mt19937_64 random_;
  std::vector<SimTask> tasks_;
  std::vector<uint64_t> changes_;
  SimState state_;
  std::map<uint64_t, uint32_t> writer_;  // of each variable: the last one
  std::set<std::pair<uint32_t, uint32_t>> seen_;
  uint64_t waits_ = 0;
  Execution execution_;
};

}  // namespace

uint32_t SimPc(uint16_t task, size_t index) {
  return static_cast<uint32_t>(task * 1000u + index + 1);
}

Execution Simulate(const SimProgram& program, const ExecutionPlan& plan) {
  return Simulation(program, plan).Run();
}

absl::StatusOr<std::vector<Execution>> SimExecutor::Run(std::span<const ExecutionPlan> batch) {
  std::vector<Execution> executions;
  for (const ExecutionPlan& plan : batch) {
    plans.push_back(plan);
    Execution execution = Simulate(program_, plan);
    if (spoil) spoil(plans.size(), execution);
    executions.push_back(std::move(execution));
    if (executions.back().Failed() || executions.back().end != trace::End::kCompleted) break;
  }
  return executions;
}

}  // namespace racelab::explore
