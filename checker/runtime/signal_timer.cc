// SIGALRM in virtual time: it comes when nothing else can happen before, or when a plan lets it
// come early, as on a machine that is busy.
#include "checker/runtime/process.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {

void Ring(uint32_t index) {
  Process& process = state.processes[index];
  process.alarm = process.alarm_again == 0 ? 0 : state.now + process.alarm_again;
  SendSignal(index, nullptr, {SIGALRM, trace::kMaxTasks, SI_KERNEL, 0, 0, 0}, 0);
}

void RingAlarms() {
  for (uint32_t i = 0; i < state.process_count; ++i) {
    const Process& process = state.processes[i];
    if (process.alarm != 0 && process.alarm <= state.now && !process.ended) Ring(i);
  }
}

bool AlarmComes(const Task* task) {
  const Process& process = state.processes[task->process];
  if (process.alarm == 0 || process.ended) return false;
  if ((task->blocked & ~task->awaited & Bit(SIGALRM)) != 0) return false;
  return !task->pending.timed || process.alarm <= task->pending.deadline;
}

}  // namespace racelab::rt
