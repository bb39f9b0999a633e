// expect: explore assertion
// The condition takes the letter itself. It is evaluated whenever the mutex pleases.
#include "mailbox.h"

#include <deque>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace {

// What one call of Take or TakeFor waits for.
struct Wish {
  std::deque<int>* letters;
  const bool* closed;
  int* letter;
  Outcome outcome = Outcome::kTimedOut;

  bool Fulfil() {
    if (letters->empty() && !*closed) return false;
    outcome = letters->empty() ? Outcome::kClosed : Outcome::kLetter;
    if (letters->empty()) return true;
    *letter = letters->front();
    letters->pop_front();
    return true;
  }
};

class AwaitingMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    absl::MutexLock lock(&mutex_);
    letters_.push_back(letter);
  }

  Outcome Take(int* letter) override {
    absl::MutexLock lock(&mutex_);
    Wish wish{&letters_, &closed_, letter};
    mutex_.Await(absl::Condition(&wish, &Wish::Fulfil));
    return wish.outcome;
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    absl::MutexLock lock(&mutex_);
    Wish wish{&letters_, &closed_, letter};
    mutex_.AwaitWithTimeout(absl::Condition(&wish, &Wish::Fulfil), absl::FromChrono(timeout));
    return wish.outcome;
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
  bool IsEmpty() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return letters_.empty(); }

  absl::Mutex mutex_;
  std::deque<int> letters_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<AwaitingMailbox>(); }
