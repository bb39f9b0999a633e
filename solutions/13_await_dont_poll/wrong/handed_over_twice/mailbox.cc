// expect: explore assertion
// Who finds that a letter was handed over although he does not wait puts it back, and keeps it.
#include "mailbox.h"

#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <semaphore>

namespace {

struct Waiter {
  std::binary_semaphore woken{0};
  bool done = false;
  Outcome outcome = Outcome::kTimedOut;
  int letter = 0;
};

class HandingMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    std::lock_guard<std::mutex> lock(mutex_);
    if (waiting_.empty()) return letters_.push_back(letter);
    Finish(Outcome::kLetter, letter);
  }
  Outcome Take(int* letter) override {
    std::shared_ptr<Waiter> me;
    if (auto at_once = Begin(letter, me)) return *at_once;
    me->woken.acquire();
    std::lock_guard<std::mutex> lock(mutex_);
    return End(*me, letter);
  }
  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    std::shared_ptr<Waiter> me;
    if (auto at_once = Begin(letter, me)) return *at_once;
    me->woken.try_acquire_for(timeout);
    std::lock_guard<std::mutex> lock(mutex_);
    if (!me->done)
      waiting_.remove(me);
    else if (me->outcome == Outcome::kLetter && timeout.count() == 0)
      letters_.push_front(me->letter);
    return End(*me, letter);
  }
  void WaitUntilEmpty() override {
    std::unique_lock<std::mutex> lock(mutex_);
    empty_.wait(lock, [&] { return letters_.empty(); });
  }
  void Close() override {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    while (!waiting_.empty()) Finish(Outcome::kClosed, 0);
  }

 private:
  std::unique_ptr<Outcome> Begin(int* letter, std::shared_ptr<Waiter>& me) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!letters_.empty()) {
      *letter = letters_.front();
      letters_.pop_front();
      if (letters_.empty()) empty_.notify_all();
      return std::make_unique<Outcome>(Outcome::kLetter);
    }
    if (closed_) return std::make_unique<Outcome>(Outcome::kClosed);
    waiting_.push_back(me = std::make_shared<Waiter>());
    return nullptr;
  }
  void Finish(Outcome outcome, int letter) {
    const std::shared_ptr<Waiter> first = waiting_.front();
    waiting_.pop_front();
    first->outcome = outcome;
    first->letter = letter;
    first->done = true;
    first->woken.release();
  }
  static Outcome End(const Waiter& me, int* letter) {
    if (me.outcome == Outcome::kLetter) *letter = me.letter;
    return me.outcome;
  }

  std::mutex mutex_;
  std::condition_variable empty_;
  std::deque<int> letters_;
  std::list<std::shared_ptr<Waiter>> waiting_;
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<HandingMailbox>(); }
