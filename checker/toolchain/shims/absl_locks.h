// What the shim of absl::Mutex is made of: its state, and the steps of locking and waiting.
//
// In the tsan variant a Mutex and a CondVar keep a pointer to what stands here in their only word.
// Memory ordering: as the library promises; a signal of a CondVar orders a little more (it takes a
// lock of its own).
#ifndef RACELAB_CHECKER_TOOLCHAIN_SHIMS_ABSL_LOCKS_H_
#define RACELAB_CHECKER_TOOLCHAIN_SHIMS_ABSL_LOCKS_H_

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include <atomic>
#include <cstdint>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace racelab_shims {

// Ends the program as the library does. (An unlock without a lock is left to ThreadSanitizer, which
// sees it in the rwlock.)
inline void Require(bool condition, const char* message) {
  if (condition) return;
  fprintf(stderr, "%s\n", message);
  abort();
}

// Threads that sleep until something changes. `lock` is held only around the change.
struct Sleepers {
  pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

  ~Sleepers() {
    pthread_cond_destroy(&changed);
    pthread_mutex_destroy(&lock);
  }

  // REQUIRES: `lock` is held. Returns false at the deadline.
  bool Sleep(absl::Time deadline) {
    if (deadline == absl::InfiniteFuture()) return pthread_cond_wait(&changed, &lock) == 0;
    const timespec until = absl::ToTimespec(deadline);
    return pthread_cond_timedwait(&changed, &lock, &until) == 0;
  }
};

struct State {
  pthread_rwlock_t rwlock = PTHREAD_RWLOCK_WRITER_NONRECURSIVE_INITIALIZER_NP;
  std::atomic<bool> exclusive{false};  // both relaxed: they only say in which mode it is held
  std::atomic<int> readers{0};
  // Threads that wait for a Condition. They enter while they hold the mutex, and a writer wakes
  // them before it lets go, so that no change slips in between.
  Sleepers waiting;
  uint64_t changes = 0;                // guarded by waiting.lock, as is the next one
  int sleepers = 0;                    // that the next change must wake
  void (*invariant)(void*) = nullptr;  // of EnableInvariantDebugging(), with its argument
  void* argument = nullptr;

  ~State() { pthread_rwlock_destroy(&rwlock); }
};

// What the word of a Mutex or a CondVar points to, made at the first use. Const, for the member
// functions that only look.
template <typename T>
T& Get(const std::atomic<intptr_t>& const_word) {
  auto& word = const_cast<std::atomic<intptr_t>&>(const_word);
  intptr_t value = word.load(std::memory_order_acquire);
  if (value == 0) {
    T* fresh = new T;
    if (word.compare_exchange_strong(value, reinterpret_cast<intptr_t>(fresh))) return *fresh;
    delete fresh;
  }
  return *reinterpret_cast<T*>(value);
}

template <typename T>
void Destroy(const std::atomic<intptr_t>& word) {
  delete reinterpret_cast<T*>(word.load(std::memory_order_acquire));
}

inline void Acquired(State& state, bool exclusive) {
  if (exclusive) {
    state.exclusive.store(true, std::memory_order_relaxed);
  } else {
    state.readers.fetch_add(1, std::memory_order_relaxed);
  }
}

inline void Acquire(State& state, bool exclusive) {
  exclusive ? pthread_rwlock_wrlock(&state.rwlock) : pthread_rwlock_rdlock(&state.rwlock);
  Acquired(state, exclusive);
}

inline bool TryAcquire(State& state, bool exclusive) {
  const int error =
      exclusive ? pthread_rwlock_trywrlock(&state.rwlock) : pthread_rwlock_tryrdlock(&state.rwlock);
  if (error == 0) Acquired(state, exclusive);
  return error == 0;
}

// REQUIRES: waiting.lock is held where `changed`.
inline void WakeWaiters(State& state, bool changed) {
  if (!changed) return;  // as by a reader
  ++state.changes;
  if (state.sleepers > 0) pthread_cond_broadcast(&state.waiting.changed);
  state.sleepers = 0;
}

inline void LetGo(State& state, bool exclusive) {
  if (exclusive) {
    state.exclusive.store(false, std::memory_order_relaxed);
  } else {
    state.readers.fetch_sub(1, std::memory_order_relaxed);
  }
  pthread_rwlock_unlock(&state.rwlock);  // from here on the mutex may be gone
}

inline void Release(State& state, bool exclusive) {
  if (exclusive) {
    pthread_mutex_lock(&state.waiting.lock);
    WakeWaiters(state, true);
    pthread_mutex_unlock(&state.waiting.lock);
  }
  LetGo(state, exclusive);
}

// Abseil may evaluate a condition at any time and any number of times while the mutex is held, and
// in any thread. One with a side effect is caught when it is evaluated once more than it expects.
inline bool Holds(const absl::Condition& condition) { return condition.Eval() && condition.Eval(); }

// REQUIRES: the mutex is held. So it is again at the end, in the same mode. Returns whether the
// condition holds.
inline bool AwaitUntil(State& state, const absl::Condition& condition, absl::Time deadline) {
  const bool exclusive = state.exclusive.load(std::memory_order_relaxed);
  // The caller may have changed what others wait for; one that woke in vain has changed nothing.
  bool changed = exclusive;
  for (bool in_time = true; !Holds(condition); changed = false) {
    if (!in_time) return false;
    pthread_mutex_lock(&state.waiting.lock);
    WakeWaiters(state, changed);
    const uint64_t seen = state.changes;
    LetGo(state, exclusive);
    while (in_time && state.changes == seen) {
      ++state.sleepers;
      in_time = state.waiting.Sleep(deadline);
      if (state.changes == seen) --state.sleepers;
    }
    pthread_mutex_unlock(&state.waiting.lock);
    Acquire(state, exclusive);
  }
  return true;
}

// REQUIRES: the mutex is held. So it is again at the end, in the same mode. Returns whether the
// deadline passed.
inline bool WaitUntil(State& state, Sleepers& sleepers, absl::Time deadline) {
  const bool exclusive = state.exclusive.load(std::memory_order_relaxed);
  pthread_mutex_lock(&sleepers.lock);
  Release(state, exclusive);
  const bool in_time = sleepers.Sleep(deadline);
  pthread_mutex_unlock(&sleepers.lock);
  Acquire(state, exclusive);
  return !in_time;
}

}  // namespace racelab_shims

#endif  // RACELAB_CHECKER_TOOLCHAIN_SHIMS_ABSL_LOCKS_H_
