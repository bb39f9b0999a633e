// Honest code that must not be accused: absl.
#include <vector>
#include "absl/base/attributes.h"
#include "absl/base/optimization.h"
#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
class ABSL_LOCKABLE Spin {
 public:
  void Lock() ABSL_EXCLUSIVE_LOCK_FUNCTION() {}
  void Unlock() ABSL_UNLOCK_FUNCTION() {}
};
class Account {
 public:
  explicit Account(int b) : balance_(b) {}
  void Add(int n) ABSL_LOCKS_EXCLUDED(mu_) {
    absl::MutexLock l(&mu_);
    balance_ += n;
    Note();
  }
  bool Wait() {
    absl::MutexLock l(&mu_);
    mu_.Await(absl::Condition(this, &Account::Rich));
    return balance_ > 0;
  }
  bool Rich() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) { return balance_ > 10; }
  ABSL_MUST_USE_RESULT int Get() const {
    absl::ReaderMutexLock l(&mu_);
    return balance_;
  }

 private:
  void Note() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    log_.push_back(balance_);
    if (ABSL_PREDICT_FALSE(log_.size() > 9)) log_.clear();
  }
  mutable absl::Mutex mu_;
  int balance_ ABSL_GUARDED_BY(mu_);
  std::vector<int> log_ ABSL_GUARDED_BY(mu_);
  int* p_ ABSL_PT_GUARDED_BY(mu_) = nullptr;
};
ABSL_CONST_INIT absl::Mutex global_mu(absl::kConstInit);
int global_count ABSL_GUARDED_BY(global_mu) = 0;
ABSL_ATTRIBUTE_NOINLINE void Bump() {
  absl::MutexLock l(&global_mu);
  ++global_count;
}
int Use() {
  Account a(3);
  a.Add(2);
  Bump();
  absl::Notification n;
  n.Notify();
  return a.Get();
}
