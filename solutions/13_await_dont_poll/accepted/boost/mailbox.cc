// Boost.Thread, with a deadline for the whole wait.
#include "mailbox.h"

#include <boost/chrono.hpp>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
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
    boost::unique_lock<boost::mutex> lock(mutex_);
    news_.wait(lock, [this] { return HasNews(); });
    return TakeFirst(letter);
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    boost::unique_lock<boost::mutex> lock(mutex_);
    const auto end =
        boost::chrono::steady_clock::now() + boost::chrono::milliseconds(timeout.count());
    while (!HasNews()) {
      if (news_.wait_until(lock, end) == boost::cv_status::timeout && !HasNews()) {
        return Outcome::kTimedOut;
      }
    }
    return TakeFirst(letter);
  }

  void WaitUntilEmpty() override {
    boost::unique_lock<boost::mutex> lock(mutex_);
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

  boost::mutex mutex_;
  boost::condition_variable news_;     // a letter came, or the end
  boost::condition_variable emptied_;  // the last letter was taken
  std::deque<int> letters_;            // guarded by mutex_, as the next
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<SignallingMailbox>(); }
