// Outcomes out of the shared region, which a hostile program may have filled with anything.
//
// The program may also change the region while we read. So each number is copied once, and only the
// copy is checked and used.
#include <algorithm>
#include <atomic>
#include <cstring>
#include <iterator>

#include "checker/trace/schedule.h"

namespace racelab::trace {
namespace {

// memcpy, and then the compiler may not look at the source a second time.
template <typename T>
T Copy(const T& from) {
  T copy;
  std::memcpy(&copy, &from, sizeof copy);
  std::atomic_signal_fence(std::memory_order_seq_cst);
  return copy;
}

template <typename T>
std::vector<T> CopyTable(const T* table, uint32_t count) {
  std::vector<T> copy(count);
  if (count > 0) std::memcpy(copy.data(), table, count * sizeof(T));
  std::atomic_signal_fence(std::memory_order_seq_cst);
  return copy;
}

// All enums of format.h have uint8_t below them, so any byte is a value, but not always one of
// ours.
template <typename Enum>
void Limit(Enum& value, Enum last) {
  if (value > last) value = Enum{};
}
void Limit(Op& op) { Limit(op, Op::kPause); }
void Limit(Mode& mode) { Limit(mode, Mode::kOlder); }
void Limit(Transfer& transfer) { Limit(transfer, Transfer::kChange); }
void LimitTask(uint16_t& task) { task = std::min<uint16_t>(task, kMaxTasks); }
void Limit(Stack& stack) { stack.count = std::min(stack.count, kFrames); }

void Limit(Finding& finding) {
  for (uint8_t& atomic : finding.atomic) atomic = atomic != 0;
  for (Op& op : finding.op) Limit(op);
  for (uint16_t& task : finding.task) LimitTask(task);
  for (Stack& stack : finding.stack) Limit(stack);
  LimitTask(finding.block_task);
  LimitTask(finding.stack_task);
  Limit(finding.allocated);
  finding.waiting_count = std::min(finding.waiting_count, kMaxWaiting);
  for (Waiting& waiting : finding.waiting) {
    LimitTask(waiting.task);
    LimitTask(waiting.holder);
    Limit(waiting.op);
    waiting.missed = waiting.missed != 0;
    waiting.descriptor = waiting.descriptor != 0;
    waiting.stopped = waiting.stopped != 0;
    Limit(waiting.transfer);
    Limit(waiting.stack);
  }
  finding.text[sizeof finding.text - 1] = '\0';
}

void Limit(Point& point) {
  LimitTask(point.task);
  LimitTask(point.next);
  Limit(point.op);
  Limit(point.mode);
  point.may_die = std::min<uint64_t>(point.may_die, 2);
  point.older = std::min(point.older, kMaxOlder);
}

void Limit(Event& event) {
  LimitTask(event.task);
  LimitTask(event.other);
  Limit(event.op);
  if (event.op == Op::kTransfer) {
    event.memory_order = std::min(event.memory_order, static_cast<uint8_t>(Transfer::kChange));
    event.before = std::min<uint64_t>(event.before, 3);
  }
  event.size = std::min<uint8_t>(event.size, 64);
  event.failed = event.failed != 0;
}

bool InRange(const Decision& decision) {
  return decision.task < kMaxTasks && decision.next < kMaxTasks && decision.point > 0 &&
         decision.mode <= Mode::kOlder;
}

// The numbers of an outcome, without its two big tables.
struct Counts {
  End end;
  bool decisions_cut, pairs_cut;
  uint32_t decisions, pairs, points, events, channels;
  bool InRange() const {
    return end <= End::kDied && decisions <= kMaxDecisions && pairs <= kMaxPairs &&
           points <= kMaxPoints && events <= kMaxEvents && channels <= kMaxChannels;
  }
};

Counts CopyCounts(const Outcome& outcome) {
  return {Copy(outcome.end),
          Copy(outcome.decisions_cut) != 0,
          Copy(outcome.pairs_cut) != 0,
          Copy(outcome.decision_count),
          Copy(outcome.pair_count),
          Copy(outcome.point_count),
          Copy(outcome.event_count),
          Copy(outcome.channel_count)};
}

void ReadPrograms(const Outcome& outcome, const Region& region, Execution& execution) {
  const uint32_t count = std::min(Copy(outcome.program_count), kMaxPrograms);
  if (count < 2) return;
  execution.programs.resize(count);
  for (uint32_t i = 1; i < count; ++i) {
    std::string& path = execution.programs[i];
    path.resize(kMaxPath);
    std::memcpy(path.data(), region.programs[i], kMaxPath);
    path.resize(std::min<size_t>(path.find('\0'), kMaxPath));
  }
  execution.program_of = CopyTable(outcome.program_of, execution.processes);
  for (uint8_t& program : execution.program_of) {
    program = std::min<uint8_t>(program, static_cast<uint8_t>(count - 1));
  }
}

}  // namespace

Execution ReadOutcome(const Slot& slot, const Region& region) {
  const Outcome& outcome = slot.outcome;
  const Counts counts = CopyCounts(outcome);
  Execution execution;
  // Most have none, and it is large.
  if (Copy(outcome.finding.kind) != Kind::kNone || counts.end != End::kCompleted) {
    execution.finding = Copy(outcome.finding);
    Limit(execution.finding);
  }
  execution.decisions = CopyTable(outcome.decisions, std::min(counts.decisions, kMaxDecisions));
  const bool decisions_fit =
      std::all_of(execution.decisions.begin(), execution.decisions.end(), InRange);
  if (!counts.InRange() || !decisions_fit || execution.finding.kind > Kind::kLeak) {
    return Unfinished(End::kDied, "the record of this execution is damaged");
  }
  execution.end = counts.end;
  execution.decisions_cut = counts.decisions_cut;
  execution.pairs_cut = counts.pairs_cut;
  execution.exit_code = Copy(outcome.exit_code);
  execution.tasks = std::min(Copy(outcome.tasks), kMaxTasks);
  execution.processes = std::clamp(Copy(outcome.processes), 1u, kMaxProcesses);
  execution.alarms = Copy(outcome.alarms) != 0;
  execution.older = Copy(outcome.older) != 0;
  execution.clocks = Copy(outcome.clocks) != 0;
  execution.reuses = Copy(outcome.reuses) != 0;
  execution.signals = Copy(outcome.signals) != 0;
  execution.timed = Copy(outcome.timed) != 0;
  execution.robust = Copy(outcome.robust) != 0;
  execution.outside = Copy(outcome.outside) != 0;
  execution.process_of = CopyTable(outcome.process_of, execution.tasks);
  for (uint8_t& process : execution.process_of) {
    process = std::min<uint8_t>(process, static_cast<uint8_t>(execution.processes - 1));
  }
  ReadPrograms(outcome, region, execution);
  execution.points = Copy(outcome.points);
  execution.events = Copy(outcome.events);
  execution.hash = Copy(outcome.schedule_hash);
  execution.work = Copy(outcome.work);
  execution.span = Copy(outcome.span);
  execution.waited = Copy(outcome.waited);
  execution.waits = Copy(outcome.waits);
  Limit(execution.waits);
  execution.pairs = CopyTable(outcome.pairs, counts.pairs);
  execution.point_list = CopyTable(region.points, counts.points);
  execution.event_list = CopyTable(region.events, counts.events);
  execution.channel_list = CopyTable(region.channels, counts.channels);
  for (Channel& channel : execution.channel_list) Limit(channel.kind, ChannelKind::kSignals);
  for (Point& point : execution.point_list) Limit(point);
  for (Event& event : execution.event_list) Limit(event);
  execution.points_cut = counts.points == kMaxPoints;
  execution.events_cut = counts.events == kMaxEvents;
  return execution;
}

}  // namespace racelab::trace
