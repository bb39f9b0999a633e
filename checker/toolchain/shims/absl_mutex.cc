// Shim of the tsan variant: absl::Mutex and absl::CondVar on top of pthreads.
//
// The packaged library is not instrumented: ThreadSanitizer sees neither its locks nor what they
// order, and reports races in correct code. This file and absl_condition.cc take the place of the
// library's mutex.cc as a whole: with static linking, any symbol of it that is missing here would
// bring in the original beside ours.
//
// What the library's header leaves to mutex.cc depends on its version. Tried: 20200923, 20220623,
// 20240722, 20260526. A version between that differs does not compile here.
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "checker/toolchain/shims/absl_locks.h"

// Since then the standard's names are the functions, and the capital ones call them.
#if ABSL_LTS_RELEASE_VERSION >= 20250512
#define Lock lock
#define Unlock unlock
#define TryLock try_lock
#define ReaderLock lock_shared
#define ReaderUnlock unlock_shared
#define ReaderTryLock try_lock_shared
#endif

namespace absl {
ABSL_NAMESPACE_BEGIN

using racelab_shims::Acquire;
using racelab_shims::AwaitUntil;
using racelab_shims::Get;
using racelab_shims::Require;
using racelab_shims::Sleepers;
using racelab_shims::State;
using racelab_shims::TryAcquire;

namespace {

std::atomic<bool> invariants_wanted{false};

// Called by who holds the mutex. Not instrumented: it may be set while others lock.
[[gnu::no_sanitize("thread")]] void CheckInvariant(const State& state) {
  if (state.invariant != nullptr) state.invariant(state.argument);
}

void LockIn(State& state, bool exclusive) {
  Acquire(state, exclusive);
  CheckInvariant(state);
}

bool TryIn(State& state, bool exclusive) {
  if (!TryAcquire(state, exclusive)) return false;
  CheckInvariant(state);
  return true;
}

void UnlockIn(State& state, bool exclusive) {
  CheckInvariant(state);
  racelab_shims::Release(state, exclusive);
}

}  // namespace

void Mutex::Lock() { LockIn(Get<State>(mu_), true); }
void Mutex::Unlock() { UnlockIn(Get<State>(mu_), true); }
bool Mutex::TryLock() { return TryIn(Get<State>(mu_), true); }
void Mutex::ReaderLock() { LockIn(Get<State>(mu_), false); }
void Mutex::ReaderUnlock() { UnlockIn(Get<State>(mu_), false); }
bool Mutex::ReaderTryLock() { return TryIn(Get<State>(mu_), false); }

void EnableMutexInvariantDebugging(bool enabled) { invariants_wanted = enabled; }
void Mutex::EnableInvariantDebugging(void (*invariant)(void*), void* argument) {
  if (!invariants_wanted || invariant == nullptr) return;
  State& state = Get<State>(mu_);
  state.invariant = invariant;
  state.argument = argument;
}

void Mutex::AssertHeld() const {
  Require(Get<State>(mu_).exclusive.load(std::memory_order_relaxed),
          "absl::Mutex: the mutex should be held");
}

void Mutex::AssertReaderHeld() const {
  const State& state = Get<State>(mu_);
  Require(state.exclusive.load(std::memory_order_relaxed) ||
              state.readers.load(std::memory_order_relaxed) > 0,
          "absl::Mutex: the mutex should be held at least by a reader");
}

void Mutex::AssertNotHeld() const {}

void ReleasableMutexLock::Release() {
  mu_->Unlock();
  mu_ = nullptr;
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

#if ABSL_LTS_RELEASE_VERSION >= 20240116

// The header has the waits, on top of these. Its CondVar has no destructor: what ours points to
// stays until the program ends.
namespace {

absl::Time DeadlineOf(synchronization_internal::KernelTimeout timeout) {
  if (!timeout.has_timeout()) return absl::InfiniteFuture();
  return absl::TimeFromTimespec(timeout.MakeAbsTimespec());
}

}  // namespace

void Mutex::Dtor() { racelab_shims::Destroy<State>(mu_); }

bool Mutex::AwaitCommon(const Condition& condition,
                        synchronization_internal::KernelTimeout timeout) {
  return AwaitUntil(Get<State>(mu_), condition, DeadlineOf(timeout));
}

bool Mutex::LockWhenCommon(const Condition& condition,
                           synchronization_internal::KernelTimeout timeout, bool write) {
  Acquire(Get<State>(mu_), write);
  return AwaitUntil(Get<State>(mu_), condition, DeadlineOf(timeout));
}

bool CondVar::WaitCommon(Mutex* mutex, synchronization_internal::KernelTimeout timeout) {
  return racelab_shims::WaitUntil(Get<State>(mutex->mu_), Get<Sleepers>(cv_), DeadlineOf(timeout));
}

#else

namespace {

absl::Time After(absl::Duration timeout) { return absl::Now() + timeout; }

}  // namespace

Mutex::~Mutex() { racelab_shims::Destroy<State>(mu_); }

void Mutex::Await(const Condition& condition) {
  AwaitWithDeadline(condition, absl::InfiniteFuture());
}
bool Mutex::AwaitWithTimeout(const Condition& condition, absl::Duration timeout) {
  return AwaitWithDeadline(condition, After(timeout));
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

CondVar::~CondVar() { racelab_shims::Destroy<Sleepers>(cv_); }

void CondVar::Wait(Mutex* mutex) { WaitWithDeadline(mutex, absl::InfiniteFuture()); }
bool CondVar::WaitWithTimeout(Mutex* mutex, absl::Duration timeout) {
  return WaitWithDeadline(mutex, After(timeout));
}
bool CondVar::WaitWithDeadline(Mutex* mutex, absl::Time deadline) {
  return racelab_shims::WaitUntil(Get<State>(mutex->mu_), Get<Sleepers>(cv_), deadline);
}

#endif

ABSL_NAMESPACE_END
}  // namespace absl
