// expect: stress-2 assertion
// Gives the processor up instead of sleeping, and keeps it busy.
#include "mailbox.h"

#include <deque>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace {

class PollingMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    absl::MutexLock lock(&mutex_);
    letters_.push_back(letter);
  }

  Outcome Take(int* letter) override {
    absl::MutexLock lock(&mutex_);
    while (!HasNews()) Nap();
    return TakeFirst(letter);
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    absl::MutexLock lock(&mutex_);
    const absl::Time end = absl::Now() + absl::FromChrono(timeout);
    while (!HasNews() && absl::Now() < end) Nap();
    return HasNews() ? TakeFirst(letter) : Outcome::kTimedOut;
  }

  void WaitUntilEmpty() override {
    absl::MutexLock lock(&mutex_);
    while (!letters_.empty()) Nap();
  }

  void Close() override {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
  }

 private:
  // Lets the others in for a while.
  void Nap() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    mutex_.Unlock();
    std::this_thread::yield();
    mutex_.Lock();
  }

  bool HasNews() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !letters_.empty() || closed_;
  }

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

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<PollingMailbox>(); }
