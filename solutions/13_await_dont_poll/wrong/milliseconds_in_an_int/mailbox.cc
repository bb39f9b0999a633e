// expect: explore assertion
// An int holds 24 days of milliseconds.
#include "mailbox.h"

#include <deque>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace {

class AwaitingMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    absl::MutexLock lock(&mutex_);
    letters_.push_back(letter);
  }

  Outcome Take(int* letter) override {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &AwaitingMailbox::HasNews));
    return TakeFirst(letter);
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    absl::MutexLock lock(&mutex_);
    const absl::Condition news(this, &AwaitingMailbox::HasNews);
    if (!mutex_.AwaitWithTimeout(news, absl::Milliseconds(static_cast<int>(timeout.count()))))
      return Outcome::kTimedOut;
    return TakeFirst(letter);
  }

  void WaitUntilEmpty() override {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &AwaitingMailbox::IsEmpty));
  }

  void Close() override {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
  }

 private:
  bool HasNews() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return !letters_.empty() || closed_; }
  bool IsEmpty() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return letters_.empty(); }

  Outcome TakeFirst(int* letter) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (letters_.empty()) return Outcome::kClosed;
    *letter = letters_.front();
    letters_.pop_front();
    return Outcome::kLetter;
  }

  absl::Mutex mutex_;
  std::deque<int> letters_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<AwaitingMailbox>(); }
