// expect: explore assertion
// A semaphore counts letters and the end. While one passes the end on, another one with no time
// sees neither.
#include "mailbox.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <semaphore>
#include <utility>

namespace {

class MyMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    {
      std::lock_guard lock(mutex_);
      letters_.push_back(letter);
    }
    news_.release();
  }

  Outcome Take(int* letter) override {
    news_.acquire();
    return First(letter);
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    if (!news_.try_acquire_for(timeout)) return Outcome::kTimedOut;
    return First(letter);
  }

  void WaitUntilEmpty() override {
    std::unique_lock lock(mutex_);
    emptied_.wait(lock, [this] { return letters_.empty(); });
  }

  void Close() override {
    {
      std::lock_guard lock(mutex_);
      if (std::exchange(closed_, true)) return;
    }
    news_.release();
  }

 private:
  // REQUIRES: the caller took a permit.
  Outcome First(int* letter) {
    std::lock_guard lock(mutex_);
    if (letters_.empty()) {  // so it was that of the end
      news_.release();
      return Outcome::kClosed;
    }
    *letter = letters_.front();
    letters_.pop_front();
    if (letters_.empty()) emptied_.notify_all();
    return Outcome::kLetter;
  }

  std::counting_semaphore<> news_{0};
  std::mutex mutex_;
  std::condition_variable emptied_;
  std::deque<int> letters_;
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<MyMailbox>(); }
