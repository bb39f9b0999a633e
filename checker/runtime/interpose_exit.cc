// Stand-ins for the early end of threads: pthread_exit, clean-up handlers, pthread_cancel.
#include <pthread.h>
#include <setjmp.h>
#include <unwind.h>

#include <cerrno>

#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {
namespace {

// pthread_exit unwinds the stack, so that destructors run, and ends the task at the bottom. C code
// without exceptions registers jump buffers instead.
constexpr uint32_t kCleanups = 16;
struct Exit {
  void* result;
  __pthread_unwind_buf_t* cleanups[kCleanups];
  uint32_t cleanup_count;
  _Unwind_Exception exception;
};
Exit* exits[trace::kMaxTasks];

Exit& ExitOf(const Task* task) {
  if (exits[task->id] == nullptr) exits[task->id] = New<Exit>();
  return *exits[task->id];
}

// Calls the last clean-up handler of C, which comes back to Unwind, or ends the task.
[[noreturn]] void CleanUp() {
  Exit& exit = ExitOf(current);
  if (exit.cleanup_count == 0) EndTask(exit.result);
  __pthread_unwind_buf_t* buffer = exit.cleanups[--exit.cleanup_count];
  longjmp(reinterpret_cast<__jmp_buf_tag*>(buffer), 1);
}

// Called for each function on the stack. The buffer of a handler is a variable of the function that
// pushed it: what that function has called is unwound first.
_Unwind_Reason_Code AtFrame(int, _Unwind_Action actions, _Unwind_Exception_Class,
                            _Unwind_Exception*, _Unwind_Context* context, void*) {
  const Exit& exit = ExitOf(current);
  const bool passed = exit.cleanup_count > 0 &&
                      _Unwind_GetCFA(context) > Address(exit.cleanups[exit.cleanup_count - 1]);
  if (passed || (actions & _UA_END_OF_STACK) != 0) CleanUp();
  return _URC_NO_REASON;
}

[[noreturn]] void Unwind() {
  _Unwind_ForcedUnwind(&ExitOf(current).exception, AtFrame, nullptr);
  CleanUp();
}

void EndIfAtAnyTime() {
  if (current->cancellation.at_any_time) EndIfCancelled();
}

int Cancel(pthread_t thread, uint32_t pc) {
  Task* task = TaskOfHandle(thread);
  if (task == nullptr) return ESRCH;
  Point({Op::kKill, pc, 0, 0, false, 0, SignalPlace(here)});  // it may come at any time, too
  if (trace::Event* event = Record(Op::kKill, 0, 0, pc)) {
    event->other = task == current ? trace::kMaxTasks : task->id;  // the same: as kill -9
    event->before = 1;
  }
  task->cancellation.wanted = true;
  ++state.changes;
  Effect();
  EndIfAtAnyTime();  // it may have meant itself
  return 0;
}

// What a thread says of itself. Returns what it said before.
bool Say(bool Cancellation::*what, bool now) {
  const bool before = current->cancellation.*what;
  current->cancellation.*what = now;
  EndIfAtAnyTime();
  return before;
}

void Test(uint32_t pc) {
  Point(Op::kNone, 0, pc);
  EndIfCancelled();
}

}  // namespace

void ExitThread(void* result) {
  ExitOf(current).result = result;
  Unwind();
}

}  // namespace racelab::rt

using racelab::rt::Cancellation;
using racelab::rt::current;

extern "C" {

void pthread_exit(void* result) {
  if (current == nullptr) RACELAB_REAL(pthread_exit)(result);
  racelab::rt::ExitThread(result);
}
void __pthread_register_cancel(__pthread_unwind_buf_t* buffer) {
  if (current == nullptr) return RACELAB_REAL(__pthread_register_cancel)(buffer);
  racelab::rt::Exit& exit = racelab::rt::ExitOf(current);
  if (exit.cleanup_count == racelab::rt::kCleanups) {
    racelab::rt::Stop(racelab::trace::End::kLimit, "clean-up handlers of one thread");
  }
  exit.cleanups[exit.cleanup_count++] = buffer;
}
void __pthread_unregister_cancel(__pthread_unwind_buf_t* buffer) {
  if (current == nullptr) return RACELAB_REAL(__pthread_unregister_cancel)(buffer);
  racelab::rt::Exit& exit = racelab::rt::ExitOf(current);
  if (exit.cleanup_count > 0) --exit.cleanup_count;
}
void __pthread_unwind_next(__pthread_unwind_buf_t* buffer) {
  if (current == nullptr) RACELAB_REAL(__pthread_unwind_next)(buffer);
  racelab::rt::Unwind();
}

int pthread_cancel(pthread_t thread) {
  if (current == nullptr) return RACELAB_REAL(pthread_cancel)(thread);
  return racelab::rt::Cancel(thread, RACELAB_CALLER);
}
int pthread_setcancelstate(int to, int* old) {
  if (current == nullptr) return RACELAB_REAL(pthread_setcancelstate)(to, old);
  if (to != PTHREAD_CANCEL_ENABLE && to != PTHREAD_CANCEL_DISABLE) return EINVAL;
  const bool was = racelab::rt::Say(&Cancellation::disabled, to == PTHREAD_CANCEL_DISABLE);
  if (old != nullptr) *old = was ? PTHREAD_CANCEL_DISABLE : PTHREAD_CANCEL_ENABLE;
  return 0;
}
int pthread_setcanceltype(int to, int* old) {
  if (current == nullptr) return RACELAB_REAL(pthread_setcanceltype)(to, old);
  if (to != PTHREAD_CANCEL_DEFERRED && to != PTHREAD_CANCEL_ASYNCHRONOUS) return EINVAL;
  const bool was = racelab::rt::Say(&Cancellation::at_any_time, to == PTHREAD_CANCEL_ASYNCHRONOUS);
  if (old != nullptr) *old = was ? PTHREAD_CANCEL_ASYNCHRONOUS : PTHREAD_CANCEL_DEFERRED;
  return 0;
}
void pthread_testcancel() {
  if (current == nullptr) return RACELAB_REAL(pthread_testcancel)();
  racelab::rt::Test(RACELAB_CALLER);
}

}  // extern "C"
