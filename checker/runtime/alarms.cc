// The alarms of each process.
#include "checker/runtime/alarms.h"

#include "checker/runtime/event_thread.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {
namespace {

// The time alone passes for one of SIGEV_NONE.
void Ring(uint32_t index, Alarm& alarm) {
  Process& process = state.processes[index];
  alarm.at = alarm.again == 0 ? 0 : state.now + alarm.again;
  alarm.comes = false;
  if (alarm.signal == 0) return;
  Task* to = alarm.task == trace::kMaxTasks ? nullptr : state.tasks[alarm.task];
  if (to != nullptr && !to->alive) return;
  if (alarm.number != 0 && IsPending(process, alarm.number)) {
    ++alarm.overruns;
    return;
  }
  alarm.overruns = 0;
  const int code = alarm.number == 0 ? SI_KERNEL : SI_TIMER;
  SendSignal(index, to, {alarm.signal, trace::kMaxTasks, code, 0, alarm.number, alarm.value}, 0);
}

}  // namespace

void SetAlarm(uint32_t number, uint64_t at, uint64_t again, uint32_t pc) {
  Point({Op::kKill, pc, 0, 0, false, 0, SignalPlace(here)});
  Process& process = state.processes[here];
  process.has_alarms = true;
  process.alarms[number].at = at;
  process.alarms[number].again = again;
  if (at == 0) return;
  ReleaseToSignals(process);
  ++state.outcome->alarms;
}

uint64_t TimeLeft(const Alarm& alarm) {
  if (alarm.at == 0) return 0;
  return alarm.at > state.now ? alarm.at - state.now : 1;
}

void RingAlarms() {
  for (uint32_t i = 0; i < state.process_count; ++i) {
    Process& process = state.processes[i];
    if (!process.has_alarms) continue;
    for (Alarm& alarm : process.alarms) {
      const bool comes = alarm.of_work ? alarm.comes : alarm.at <= state.now;
      if (alarm.at != 0 && comes && !process.ended) Ring(i, alarm);
    }
  }
}

Alarm* NextEvent(uint64_t deadline) {
  Alarm* next = nullptr;
  for (uint32_t i = 0; i < state.process_count; ++i) {
    Process& process = state.processes[i];
    if (!process.has_alarms || process.ended) continue;
    for (Alarm& alarm : process.alarms) {
      if (alarm.at == 0 || alarm.signal != kEventSignal || alarm.at >= deadline) continue;
      if (next == nullptr || alarm.at < next->at) next = &alarm;
    }
  }
  return next;
}

Alarm* NextAlarm(const Task* task) {
  Process& process = state.processes[task->process];
  if (!process.has_alarms || process.ended) return nullptr;
  Alarm* next = nullptr;
  for (Alarm& alarm : process.alarms) {
    if (alarm.at == 0 || alarm.signal == 0) continue;
    if (alarm.of_work && IsWait(task->pending.op)) continue;
    if (alarm.task != trace::kMaxTasks && alarm.task != task->id) continue;
    if ((task->blocked & ~task->awaited & Bit(alarm.signal)) != 0) continue;
    if (next == nullptr || alarm.at < next->at) next = &alarm;
  }
  if (next != nullptr && task->pending.timed && next->at > task->pending.deadline) return nullptr;
  return next;
}

}  // namespace racelab::rt
