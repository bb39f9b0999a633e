// A stand-in for boost::thread::join, which is made of a mutex and a condition variable that the
// program has no name for: first it waits for the thread, as pthread_join does.
#include "checker/runtime/caller.h"
#include "checker/runtime/os.h"
#include "checker/runtime/scheduler.h"

namespace racelab::rt {
namespace {

// Boost starts a thread with a pointer to what it knows of it, to which a boost::thread points
// first of all.
Task* TaskOfBoost(void* const* thread) {
  for (uint32_t i = state.task_count; i > 0; --i) {
    Task* task = state.tasks[i - 1];
    const bool same = task->process == current->process && task->argument == *thread;
    if (same && *thread != nullptr) return task->joined || task == current ? nullptr : task;
  }
  return nullptr;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;

// boost::thread::join_noexcept(). Weak: where Boost is linked statically its own one is there.
extern "C" [[gnu::weak]] bool _ZN5boost6thread13join_noexceptEv(void* const* thread) {
  // Only threads that Boost has made can be interrupted in it; the main thread is none.
  if (current != nullptr && current->id == 0) {
    if (const racelab::rt::Task* joined = racelab::rt::TaskOfBoost(thread)) {
      racelab::rt::Point({racelab::rt::Op::kJoin, RACELAB_CALLER, 0, joined->id, false, 0});
    }
  }
  return RACELAB_REAL(_ZN5boost6thread13join_noexceptEv)(thread);
}
