// Shim of the tsan variant: absl::Notification and absl::BlockingCounter, instrumented.
//
// Both have a path that uses only an atomic and no Mutex. In the packaged library ThreadSanitizer
// does not see that atomic, and reports what it orders as a race. (absl::Barrier always takes its
// Mutex, so the shim of that is enough.)
#include <atomic>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "checker/toolchain/shims/absl_locks.h"

namespace absl {
ABSL_NAMESPACE_BEGIN
namespace {

using racelab_shims::Require;

bool IsSet(const std::atomic<bool>* flag) { return flag->load(std::memory_order_acquire); }

}  // namespace

// A waiter may destroy the notification as soon as it sees it: wait until Notify is through.
Notification::~Notification() { MutexLock lock(&mutex_); }

void Notification::Notify() {
  MutexLock lock(&mutex_);
  Require(!notified_yet_.exchange(true, std::memory_order_release),
          "Notify() method called more than once for Notification object");
}

void Notification::WaitForNotification() const {
  WaitForNotificationWithDeadline(absl::InfiniteFuture());
}

bool Notification::WaitForNotificationWithTimeout(absl::Duration timeout) const {
  return WaitForNotificationWithDeadline(absl::Now() + timeout);
}

bool Notification::WaitForNotificationWithDeadline(absl::Time deadline) const {
  if (HasBeenNotified()) return true;
  const bool notified = mutex_.LockWhenWithDeadline(Condition(&IsSet, &notified_yet_), deadline);
  mutex_.Unlock();
  return notified;
}

#if ABSL_LTS_RELEASE_VERSION >= 20211102

BlockingCounter::BlockingCounter(int initial_count)
    : count_(initial_count), num_waiting_(0), done_(initial_count == 0) {
  Require(initial_count >= 0, "BlockingCounter initial_count negative");
}

bool BlockingCounter::DecrementCount() {
  const int count = count_.fetch_sub(1, std::memory_order_acq_rel) - 1;
  Require(count >= 0, "BlockingCounter::DecrementCount() called too many times");
  if (count > 0) return false;
  MutexLock lock(&lock_);
  done_ = true;
  return true;
}

void BlockingCounter::Wait() {
  MutexLock lock(&lock_);
  Require(num_waiting_ == 0, "multiple threads called Wait()");
  ++num_waiting_;
  lock_.Await(Condition(&done_));
}

#else

// It always takes its Mutex, so the shim of that is enough.
static_assert(sizeof(BlockingCounter) == sizeof(Mutex) + 2 * sizeof(int));

#endif

ABSL_NAMESPACE_END
}  // namespace absl
