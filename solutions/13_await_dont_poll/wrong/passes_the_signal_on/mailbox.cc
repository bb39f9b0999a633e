// expect: stress-2 assertion
// Who was woken for nothing wakes the next one: two who wait wake each other for ever.
#include "mailbox.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace {

// One condition variable for all. Who was woken for nothing passes the signal on.
class BatonMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    std::lock_guard lock(mutex_);
    letters_.push_back(letter);
    changed_.notify_one();
  }
  Outcome Take(int* letter) override {
    std::unique_lock lock(mutex_);
    while (!closed_ && letters_.empty()) {
      changed_.notify_one();
      changed_.wait(lock);
    }
    return TakeFirst(letter);
  }
  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    const auto end = std::chrono::steady_clock::now() + timeout;
    std::unique_lock lock(mutex_);
    while (!closed_ && letters_.empty()) {
      changed_.notify_one();
      if (timeout.count() == 0 || changed_.wait_until(lock, end) == std::cv_status::timeout) break;
    }
    if (!closed_ && letters_.empty()) return Outcome::kTimedOut;
    return TakeFirst(letter);
  }
  void WaitUntilEmpty() override {
    std::unique_lock lock(mutex_);
    while (!letters_.empty()) {
      changed_.notify_one();
      changed_.wait(lock);
    }
    changed_.notify_one();
  }
  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  Outcome TakeFirst(int* letter) {
    changed_.notify_one();
    if (letters_.empty()) return Outcome::kClosed;
    *letter = letters_.front();
    letters_.pop_front();
    return Outcome::kLetter;
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> letters_;
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<BatonMailbox>(); }
