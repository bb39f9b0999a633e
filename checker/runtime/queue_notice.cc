// The table of those who have asked.
#include "checker/runtime/queue_notice.h"

#include <cerrno>

#include "checker/runtime/event_thread.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/process.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/state.h"

namespace racelab::rt {

struct Notice {
  uintptr_t channel;  // 0: none
  uint64_t value;
  uint16_t process;
  uint16_t task;   // of SIGEV_THREAD; kMaxTasks: the process
  uint8_t signal;  // 0: SIGEV_NONE, or none at all
};

constexpr uint32_t kNotices = 32;
struct Notices {
  Notice list[kNotices];
};

namespace {

Notice* NoticeOf(uintptr_t channel) {
  if (state.notices == nullptr || channel == 0) return nullptr;
  for (Notice& notice : state.notices->list) {
    if (notice.channel != channel) continue;
    if (!state.processes[notice.process].ended) return &notice;
    notice = {};
  }
  return nullptr;
}

Notice& FreeNotice() {
  if (state.notices == nullptr) state.notices = NewCommon<Notices>();
  for (Notice& notice : state.notices->list) {
    if (notice.channel == 0 || state.processes[notice.process].ended) return notice;
  }
  Stop(trace::End::kLimit, "queues that announce messages");
}

bool SomebodyWaits(uintptr_t channel) {
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (!task->alive || task == current) continue;
    if (task->pending.op == Op::kBlock && task->pending.place == channel) return true;
  }
  return false;
}

}  // namespace

void WithdrawNotice(uintptr_t channel) {
  Notice* notice = NoticeOf(channel);
  if (notice != nullptr && notice->process == here) *notice = {};
}

long AskForNotice(uintptr_t channel, const sigevent* event, uint32_t pc) {
  if (event == nullptr) {
    WithdrawNotice(channel);
    return 0;
  }
  const bool thread = event->sigev_notify == SIGEV_THREAD;
  const bool signals = event->sigev_notify == SIGEV_SIGNAL;
  if (signals && event->sigev_signo != 0 && !IsSignal(event->sigev_signo)) return -EINVAL;
  if (!signals && !thread && event->sigev_notify != SIGEV_NONE) return -EINVAL;
  if (NoticeOf(channel) != nullptr) return -EBUSY;
  Notice notice = {channel, 0, static_cast<uint16_t>(here), trace::kMaxTasks, 0};
  if (thread) {
    notice.task = EventTask(pc);
    notice.signal = kEventSignal;
    notice.value = NewEventCall(*event, pc);
  } else if (signals) {
    notice.signal = static_cast<uint8_t>(event->sigev_signo);
    notice.value = reinterpret_cast<uint64_t>(event->sigev_value.sival_ptr);
  }
  FreeNotice() = notice;
  return 0;
}

void GiveNotice(uintptr_t channel, long messages, uint32_t pc) {
  Notice* notice = NoticeOf(channel);
  if (notice == nullptr || messages != 1 || SomebodyWaits(channel)) return;
  const Notice given = *notice;
  *notice = {};
  if (given.signal == 0) return;
  Task* task = given.task == trace::kMaxTasks ? nullptr : state.tasks[given.task];
  SendSignal(given.process, task,
             {given.signal, trace::kMaxTasks, SI_MESGQ, state.processes[here].pid, 0, given.value},
             pc);
}

}  // namespace racelab::rt
