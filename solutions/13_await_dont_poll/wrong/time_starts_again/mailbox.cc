// expect: stress-2 assertion
// After each wakeup it waits for the whole time again.
#include "mailbox.h"

#include <deque>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace {

class AwaitingMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    absl::MutexLock lock(&mutex_);
    letters_.push_back(letter);
    news_.Signal();
  }

  Outcome Take(int* letter) override {
    absl::MutexLock lock(&mutex_);
    while (!HasNews()) news_.Wait(&mutex_);
    return TakeFirst(letter);
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    absl::MutexLock lock(&mutex_);
    while (!HasNews()) {
      const bool over = news_.WaitWithTimeout(&mutex_, absl::FromChrono(timeout));
      if (over && !HasNews()) return Outcome::kTimedOut;
    }
    return TakeFirst(letter);
  }

  void WaitUntilEmpty() override {
    absl::MutexLock lock(&mutex_);
    while (!letters_.empty()) emptied_.Wait(&mutex_);
  }

  void Close() override {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
    news_.SignalAll();
  }

 private:
  bool HasNews() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return !letters_.empty() || closed_; }

  Outcome TakeFirst(int* letter) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (letters_.empty()) return Outcome::kClosed;
    *letter = letters_.front();
    letters_.pop_front();
    if (letters_.empty()) emptied_.SignalAll();
    return Outcome::kLetter;
  }

  absl::Mutex mutex_;
  absl::CondVar news_;
  absl::CondVar emptied_;
  std::deque<int> letters_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<AwaitingMailbox>(); }
