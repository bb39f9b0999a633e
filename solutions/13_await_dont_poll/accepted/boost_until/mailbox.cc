// Boost with a point in time, and one condition variable for all.
#include "mailbox.h"

#include <boost/chrono.hpp>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <deque>

namespace {

class MyMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    letters_.push_back(letter);
    changed_.notify_all();
  }

  Outcome Take(int* letter) override {
    boost::unique_lock<boost::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return HasNews(); });
    return First(letter);
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    const auto end =
        boost::chrono::steady_clock::now() + boost::chrono::milliseconds(timeout.count());
    boost::unique_lock<boost::mutex> lock(mutex_);
    while (!HasNews()) {
      if (changed_.wait_until(lock, end) == boost::cv_status::timeout && !HasNews()) {
        return Outcome::kTimedOut;
      }
    }
    return First(letter);
  }

  void WaitUntilEmpty() override {
    boost::unique_lock<boost::mutex> lock(mutex_);
    while (!letters_.empty()) changed_.wait(lock);
  }

  void Close() override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  bool HasNews() const { return closed_ || !letters_.empty(); }
  Outcome First(int* letter) {
    if (letters_.empty()) return Outcome::kClosed;
    *letter = letters_.front();
    letters_.pop_front();
    changed_.notify_all();
    return Outcome::kLetter;
  }

  boost::mutex mutex_;
  boost::condition_variable changed_;
  std::deque<int> letters_;
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<MyMailbox>(); }
