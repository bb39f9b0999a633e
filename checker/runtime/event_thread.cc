// The thread that waits for events, and those that it starts.
#include "checker/runtime/event_thread.h"

#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {
namespace {

struct EventCall {
  void (*function)(sigval);
  void* value;
  uint32_t pc;
  bool gone;
};

Task* event_task = nullptr;  // of this process; a fork leaves it behind

void* CallFunction(void* argument) {
  const auto* call = static_cast<const EventCall*>(argument);
  current->blocked = 0;
  TakeSignals();
  sigval value;
  value.sival_ptr = call->value;
  call->function(value);
  return nullptr;
}

EventCall* NextCall() {
  current->awaited = Bit(kEventSignal);
  while ((current->arrived & Bit(kEventSignal)) == 0) {
    Point({Op::kPause, current->created_at, 0, 0, false, 0, SignalPlace(here)});
  }
  current->awaited = 0;
  return reinterpret_cast<EventCall*>(Take(current, kEventSignal).value);
}

void* ServeEvents(void*) {
  for (;;) {
    EventCall* call = NextCall();
    if (call->gone) continue;
    Point(Op::kCreate, 0, call->pc);
    CreateTask(CallFunction, call, true, call->pc)->service = true;
  }
}

}  // namespace

uint64_t NewEventCall(const sigevent& event, uint32_t pc) {
  auto* call = New<EventCall>();
  *call = {event.sigev_notify_function, event.sigev_value.sival_ptr, pc, false};
  return reinterpret_cast<uint64_t>(call);
}

void ForgetEventCall(uint64_t number) { reinterpret_cast<EventCall*>(number)->gone = true; }

uint16_t EventTask(uint32_t pc) {
  if (event_task == nullptr || !Mine(event_task)) {
    event_task = CreateTask(ServeEvents, nullptr, true, pc);
    event_task->service = true;
    event_task->blocked = ~SignalSet{0};
  }
  return event_task->id;
}

bool AwaitsEvents(const Task* task) { return task->service && task->awaited != 0; }

}  // namespace racelab::rt
