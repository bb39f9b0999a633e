// expect: functional assertion
// The end is a letter, too: one that nobody writes. Who finds it leaves it there for the others.
#include "mailbox.h"

#include <deque>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace {

constexpr int kEnd = -1;

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
    if (!mutex_.AwaitWithTimeout(news, absl::FromChrono(timeout))) return Outcome::kTimedOut;
    return TakeFirst(letter);
  }

  void WaitUntilEmpty() override {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &AwaitingMailbox::IsEmpty));
  }

  void Close() override {
    absl::MutexLock lock(&mutex_);
    if (letters_.empty() || letters_.back() != kEnd) letters_.push_back(kEnd);
  }

 private:
  bool HasNews() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return !letters_.empty(); }
  bool IsEmpty() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return letters_.empty() || letters_.front() == kEnd;
  }

  Outcome TakeFirst(int* letter) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (letters_.front() == kEnd) return Outcome::kClosed;
    *letter = letters_.front();
    letters_.pop_front();
    return Outcome::kLetter;
  }

  absl::Mutex mutex_;
  std::deque<int> letters_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<AwaitingMailbox>(); }
