// expect: functional assertion
// TakeFor() writes also when no letter came.
#include "mailbox.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace {

class SignallingMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    std::lock_guard lock(mutex_);
    letters_.push_back(letter);
    news_.notify_one();
  }

  Outcome Take(int* letter) override {
    std::unique_lock lock(mutex_);
    news_.wait(lock, [this] { return HasNews(); });
    return TakeFirst(letter);
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    std::unique_lock lock(mutex_);
    *letter = 0;
    if (!news_.wait_for(lock, timeout, [this] { return HasNews(); })) return Outcome::kTimedOut;
    return TakeFirst(letter);
  }

  void WaitUntilEmpty() override {
    std::unique_lock lock(mutex_);
    emptied_.wait(lock, [this] { return letters_.empty(); });
  }

  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
    news_.notify_all();
  }

 private:
  // REQUIRES of both: mutex_ is locked.
  bool HasNews() const { return !letters_.empty() || closed_; }

  Outcome TakeFirst(int* letter) {
    if (letters_.empty()) return Outcome::kClosed;
    *letter = letters_.front();
    letters_.pop_front();
    if (letters_.empty()) emptied_.notify_all();
    return Outcome::kLetter;
  }

  std::mutex mutex_;
  std::condition_variable news_;     // a letter came, or the end
  std::condition_variable emptied_;  // the last letter was taken
  std::deque<int> letters_;          // guarded by mutex_, as the next
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<SignallingMailbox>(); }
