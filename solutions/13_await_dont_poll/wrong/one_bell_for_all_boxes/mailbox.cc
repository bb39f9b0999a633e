// expect: explore lost-wakeup
// One bell for all boxes of the house; each letter rings for one who waits.
#include "mailbox.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace {

std::mutex mutex_;
std::condition_variable news_, empty_;

class Box : public Mailbox {
 public:
  void Put(int letter) override {
    std::lock_guard lock(mutex_);
    letters_.push_back(letter);
    news_.notify_one();
  }
  Outcome Take(int* letter) override {
    std::unique_lock lock(mutex_);
    news_.wait(lock, [&] { return HasNews(); });
    return First(letter);
  }
  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    std::unique_lock lock(mutex_);
    if (!news_.wait_for(lock, timeout, [&] { return HasNews(); })) return Outcome::kTimedOut;
    return First(letter);
  }
  void WaitUntilEmpty() override {
    std::unique_lock lock(mutex_);
    empty_.wait(lock, [&] { return letters_.empty(); });
  }
  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
    news_.notify_all();
  }

 private:
  bool HasNews() const { return !letters_.empty() || closed_; }
  Outcome First(int* letter) {
    if (letters_.empty()) return Outcome::kClosed;
    *letter = letters_.front();
    letters_.pop_front();
    if (letters_.empty()) empty_.notify_all();
    return Outcome::kLetter;
  }

  std::deque<int> letters_;
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<Box>(); }
