// expect: explore assertion
// Waits for the letters that were put so far, and returns while later ones are inside.
#include "mailbox.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace {

class CountingMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    std::lock_guard lock(mutex_);
    letters_.push_back(letter);
    ++put_;
    changed_.notify_all();
  }
  Outcome Take(int* letter) override {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !letters_.empty(); });
    return TakeFirst(letter);
  }
  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, timeout, [this] { return closed_ || !letters_.empty(); })) {
      return Outcome::kTimedOut;
    }
    return TakeFirst(letter);
  }
  void WaitUntilEmpty() override {
    std::unique_lock lock(mutex_);
    const long so_many = put_;
    changed_.wait(lock, [&] { return taken_ >= so_many; });
  }
  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  Outcome TakeFirst(int* letter) {
    if (letters_.empty()) return Outcome::kClosed;
    *letter = letters_.front();
    letters_.pop_front();
    ++taken_;
    changed_.notify_all();
    return Outcome::kLetter;
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> letters_;
  long put_ = 0, taken_ = 0;
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<CountingMailbox>(); }
