// The end is a stop request.
#include "mailbox.h"

#include <condition_variable>
#include <mutex>
#include <queue>
#include <stop_token>

namespace {

class MyMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    {
      std::lock_guard lock(mutex_);
      letters_.push(letter);
    }
    news_.notify_one();
  }

  Outcome Take(int* letter) override {
    std::unique_lock lock(mutex_);
    news_.wait(lock, end_.get_token(), [this] { return !letters_.empty(); });
    return First(letter, Outcome::kClosed);
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    std::unique_lock lock(mutex_);
    news_.wait_for(lock, end_.get_token(), timeout, [this] { return !letters_.empty(); });
    return First(letter, end_.stop_requested() ? Outcome::kClosed : Outcome::kTimedOut);
  }

  void WaitUntilEmpty() override {
    std::unique_lock lock(mutex_);
    emptied_.wait(lock, [this] { return letters_.empty(); });
  }

  void Close() override { end_.request_stop(); }

 private:
  // REQUIRES: mutex_ is locked.
  Outcome First(int* letter, Outcome otherwise) {
    if (letters_.empty()) return otherwise;
    *letter = letters_.front();
    letters_.pop();
    if (letters_.empty()) emptied_.notify_all();
    return Outcome::kLetter;
  }

  std::mutex mutex_;
  std::condition_variable_any news_, emptied_;
  std::queue<int> letters_;
  std::stop_source end_;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<MyMailbox>(); }
