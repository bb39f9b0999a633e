// expect: tsan assertion
// A shelf for each of a few writers, so that they are out of each other's way; who takes looks at
// one shelf after another.
#include "mailbox.h"

#include <array>
#include <atomic>
#include <deque>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace {

class AwaitingMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    absl::MutexLock lock(&mutex_);
    shelves_[Mine()].push_back(letter);
    ++count_;
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
    closed_ = true;
  }

 private:
  bool HasNews() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return count_ > 0 || closed_; }
  bool IsEmpty() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return count_ == 0; }

  static unsigned Mine() {
    static std::atomic<unsigned> next = 0;
    thread_local unsigned mine = next++ % 4;
    return mine;
  }

  Outcome TakeFirst(int* letter) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    for (auto& shelf : shelves_) {
      if (shelf.empty()) continue;
      *letter = shelf.front();
      shelf.pop_front();
      --count_;
      return Outcome::kLetter;
    }
    return Outcome::kClosed;
  }

  absl::Mutex mutex_;
  std::array<std::deque<int>, 4> shelves_ ABSL_GUARDED_BY(mutex_);
  int count_ ABSL_GUARDED_BY(mutex_) = 0;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<AwaitingMailbox>(); }
