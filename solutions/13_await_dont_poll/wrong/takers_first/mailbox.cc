// expect: explore assertion
// Put() signals who waits without limit, if somebody seems to; he may be awake already, and the
// other one sleeps.
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
    takers_ > 0 ? news_.notify_one() : news_for_.notify_one();
  }

  Outcome Take(int* letter) override {
    std::unique_lock lock(mutex_);
    ++takers_;
    news_.wait(lock, [this] { return HasNews(); });
    --takers_;
    return TakeFirst(letter);
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    std::unique_lock lock(mutex_);
    if (!news_for_.wait_for(lock, timeout, [this] { return HasNews(); })) return Outcome::kTimedOut;
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
    news_for_.notify_all();
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
  std::condition_variable news_for_;
  int takers_ = 0;
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<SignallingMailbox>(); }
