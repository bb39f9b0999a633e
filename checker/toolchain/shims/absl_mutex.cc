// Shim of the tsan variant: absl::Mutex, absl::CondVar and absl::Condition on top of pthreads.
//
// The packaged library is not instrumented: ThreadSanitizer sees neither its locks nor what they
// order, and reports races in correct code. These definitions take the place of the library's
// mutex.cc as a whole: with static linking, any symbol of it that is missing here would bring in
// the original beside ours. A Mutex keeps a pointer to its State in its only word.
//
// Memory ordering: as the library promises; a signal of a CondVar orders a little more (it takes a
// lock of its own).
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

#include <atomic>
#include <cstdint>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace absl {
ABSL_NAMESPACE_BEGIN
namespace {

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
  uint64_t changes = 0;  // guarded by waiting.lock

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

void Acquired(State& state, bool exclusive) {
  if (exclusive) {
    state.exclusive.store(true, std::memory_order_relaxed);
  } else {
    state.readers.fetch_add(1, std::memory_order_relaxed);
  }
}

void Acquire(State& state, bool exclusive) {
  exclusive ? pthread_rwlock_wrlock(&state.rwlock) : pthread_rwlock_rdlock(&state.rwlock);
  Acquired(state, exclusive);
}

// REQUIRES: waiting.lock is held where `exclusive`.
void WakeWaiters(State& state, bool exclusive) {
  if (!exclusive) return;  // a reader changed nothing
  ++state.changes;
  pthread_cond_broadcast(&state.waiting.changed);
}

void Release(State& state, bool exclusive) {
  if (exclusive) {
    state.exclusive.store(false, std::memory_order_relaxed);
  } else {
    state.readers.fetch_sub(1, std::memory_order_relaxed);
  }
  pthread_rwlock_unlock(&state.rwlock);  // from here on the mutex may be gone
}

// REQUIRES: the mutex is held. So it is again at the end, in the same mode.
bool AwaitUntil(State& state, const Condition& condition, absl::Time deadline) {
  const bool exclusive = state.exclusive.load(std::memory_order_relaxed);
  for (bool in_time = true; !condition.Eval();) {
    if (!in_time) return false;
    pthread_mutex_lock(&state.waiting.lock);
    WakeWaiters(state, exclusive);  // the caller may have changed what others wait for
    const uint64_t seen = state.changes;
    Release(state, exclusive);
    while (in_time && state.changes == seen) in_time = state.waiting.Sleep(deadline);
    pthread_mutex_unlock(&state.waiting.lock);
    Acquire(state, exclusive);
  }
  return true;
}

absl::Time After(absl::Duration timeout) { return absl::Now() + timeout; }

// Ends the program as the library does. (An unlock without a lock is left to ThreadSanitizer, which
// sees it in the rwlock.)
void Require(bool condition, const char* message) {
  if (condition) return;
  fprintf(stderr, "absl::Mutex: %s\n", message);
  abort();
}

}  // namespace

Mutex::~Mutex() { delete reinterpret_cast<State*>(mu_.load(std::memory_order_acquire)); }

void Mutex::Lock() { Acquire(Get<State>(mu_), true); }
void Mutex::ReaderLock() { Acquire(Get<State>(mu_), false); }

void Mutex::Unlock() {
  State& state = Get<State>(mu_);
  pthread_mutex_lock(&state.waiting.lock);
  WakeWaiters(state, true);
  pthread_mutex_unlock(&state.waiting.lock);
  Release(state, true);
}

void Mutex::ReaderUnlock() { Release(Get<State>(mu_), false); }

bool Mutex::TryLock() {
  State& state = Get<State>(mu_);
  if (pthread_rwlock_trywrlock(&state.rwlock) != 0) return false;
  Acquired(state, true);
  return true;
}

bool Mutex::ReaderTryLock() {
  State& state = Get<State>(mu_);
  if (pthread_rwlock_tryrdlock(&state.rwlock) != 0) return false;
  Acquired(state, false);
  return true;
}

void Mutex::AssertHeld() const {
  Require(Get<State>(mu_).exclusive.load(std::memory_order_relaxed), "the mutex should be held");
}

void Mutex::AssertReaderHeld() const {
  const State& state = Get<State>(mu_);
  Require(state.exclusive.load(std::memory_order_relaxed) ||
              state.readers.load(std::memory_order_relaxed) > 0,
          "the mutex should be held at least by a reader");
}

void Mutex::AssertNotHeld() const {}

void Mutex::Await(const Condition& condition) {
  AwaitUntil(Get<State>(mu_), condition, absl::InfiniteFuture());
}
bool Mutex::AwaitWithTimeout(const Condition& condition, absl::Duration timeout) {
  return AwaitUntil(Get<State>(mu_), condition, After(timeout));
}
bool Mutex::AwaitWithDeadline(const Condition& condition, absl::Time deadline) {
  return AwaitUntil(Get<State>(mu_), condition, deadline);
}

void Mutex::LockWhen(const Condition& condition) {
  LockWhenWithDeadline(condition, absl::InfiniteFuture());
}
bool Mutex::LockWhenWithTimeout(const Condition& condition, absl::Duration timeout) {
  return LockWhenWithDeadline(condition, After(timeout));
}
bool Mutex::LockWhenWithDeadline(const Condition& condition, absl::Time deadline) {
  Lock();
  return AwaitUntil(Get<State>(mu_), condition, deadline);
}

void Mutex::ReaderLockWhen(const Condition& condition) {
  ReaderLockWhenWithDeadline(condition, absl::InfiniteFuture());
}
bool Mutex::ReaderLockWhenWithTimeout(const Condition& condition, absl::Duration timeout) {
  return ReaderLockWhenWithDeadline(condition, After(timeout));
}
bool Mutex::ReaderLockWhenWithDeadline(const Condition& condition, absl::Time deadline) {
  ReaderLock();
  return AwaitUntil(Get<State>(mu_), condition, deadline);
}

void ReleasableMutexLock::Release() {
  mu_->Unlock();
  mu_ = nullptr;
}

CondVar::~CondVar() { delete reinterpret_cast<Sleepers*>(cv_.load(std::memory_order_acquire)); }

void CondVar::Wait(Mutex* mutex) { WaitWithDeadline(mutex, absl::InfiniteFuture()); }

bool CondVar::WaitWithTimeout(Mutex* mutex, absl::Duration timeout) {
  return WaitWithDeadline(mutex, After(timeout));
}

// Returns whether the deadline passed.
bool CondVar::WaitWithDeadline(Mutex* mutex, absl::Time deadline) {
  State& state = Get<State>(mutex->mu_);
  Sleepers& sleepers = Get<Sleepers>(cv_);
  const bool exclusive = state.exclusive.load(std::memory_order_relaxed);
  pthread_mutex_lock(&sleepers.lock);
  exclusive ? mutex->Unlock() : mutex->ReaderUnlock();
  const bool in_time = sleepers.Sleep(deadline);
  pthread_mutex_unlock(&sleepers.lock);
  Acquire(state, exclusive);
  return !in_time;
}

void CondVar::Signal() {
  Sleepers& sleepers = Get<Sleepers>(cv_);
  pthread_mutex_lock(&sleepers.lock);
  pthread_cond_signal(&sleepers.changed);
  pthread_mutex_unlock(&sleepers.lock);
}

void CondVar::SignalAll() {
  Sleepers& sleepers = Get<Sleepers>(cv_);
  pthread_mutex_lock(&sleepers.lock);
  pthread_cond_broadcast(&sleepers.changed);
  pthread_mutex_unlock(&sleepers.lock);
}

// kTrue is all zeros: it is right even before the constructors of static objects run.
const Condition Condition::kTrue;

Condition::Condition() : eval_(nullptr), function_(nullptr), method_(nullptr), arg_(nullptr) {}
Condition::Condition(bool (*function)(void*), void* argument)
    : eval_(&CallVoidPtrFunction), function_(function), method_(nullptr), arg_(argument) {}
Condition::Condition(const bool* flag)
    : eval_(CallVoidPtrFunction),
      function_([](void* argument) { return *static_cast<bool*>(argument); }),
      method_(nullptr),
      arg_(const_cast<bool*>(flag)) {}
bool Condition::CallVoidPtrFunction(const Condition* c) { return c->function_(c->arg_); }
bool Condition::Eval() const { return eval_ == nullptr || eval_(this); }

bool Condition::GuaranteedEqual(const Condition* a, const Condition* b) {
  if (a == nullptr || b == nullptr)
    return (a == nullptr || a->eval_ == nullptr) && (b == nullptr || b->eval_ == nullptr);
  return a->eval_ == b->eval_ && a->function_ == b->function_ && a->method_ == b->method_ &&
         a->arg_ == b->arg_;
}

// What follows tunes or watches the library's own mutex; here there is nothing to tune.
void Mutex::EnableInvariantDebugging(void (*)(void*), void*) {}
void Mutex::EnableDebugLog(const char*) {}
void Mutex::ForgetDeadlockInfo() {}
void Mutex::InternalAttemptToUseMutexInFatalSignalHandler() {}
void CondVar::EnableDebugLog(const char*) {}
void RegisterMutexProfiler(void (*)(int64_t)) {}
void RegisterMutexTracer(void (*)(const char*, const void*, int64_t)) {}
void RegisterCondVarTracer(void (*)(const char*, const void*)) {}
void RegisterSymbolizer(bool (*)(const void*, char*, int)) {}
void EnableMutexInvariantDebugging(bool) {}
void SetMutexDeadlockDetectionMode(OnDeadlockCycle) {}

ABSL_NAMESPACE_END
}  // namespace absl

extern "C" void ABSL_INTERNAL_C_SYMBOL(AbslInternalMutexYield)() { sched_yield(); }
