// A POSIX semaphore for each who waits, with sem_clockwait and the clock that nobody sets.
#include "mailbox.h"

#include <semaphore.h>
#include <time.h>

#include <cerrno>
#include <deque>
#include <list>
#include <mutex>

namespace {

class SemMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    std::lock_guard lock(mutex_);
    letters_.push_back(letter);
    if (!takers_.empty()) Call(takers_);
  }
  Outcome Take(int* letter) override {
    std::unique_lock lock(mutex_);
    while (letters_.empty() && !closed_) Wait(lock, takers_, nullptr);
    return TakeFirst(letter);
  }
  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += timeout.count() / 1000;
    end.tv_nsec += timeout.count() % 1000 * 1'000'000;
    if (end.tv_nsec >= 1'000'000'000) ++end.tv_sec, end.tv_nsec -= 1'000'000'000;
    std::unique_lock lock(mutex_);
    while (letters_.empty() && !closed_) {
      if (timeout.count() == 0 || !Wait(lock, takers_, &end)) break;
    }
    if (letters_.empty() && !closed_) return Outcome::kTimedOut;
    return TakeFirst(letter);
  }
  void WaitUntilEmpty() override {
    std::unique_lock lock(mutex_);
    while (!letters_.empty()) Wait(lock, empty_, nullptr);
  }
  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
    while (!takers_.empty()) Call(takers_);
  }

 private:
  using Line = std::list<sem_t*>;
  static void Call(Line& line) {
    sem_post(line.front());
    line.pop_front();
  }
  // False when the time is over and nobody has called.
  static bool Wait(std::unique_lock<std::mutex>& lock, Line& line, const timespec* end) {
    sem_t called;
    sem_init(&called, 0, 0);
    line.push_back(&called);
    lock.unlock();
    int error;
    do {
      error = (end == nullptr ? sem_wait(&called) : sem_clockwait(&called, CLOCK_MONOTONIC, end));
    } while (error != 0 && errno == EINTR);
    lock.lock();
    bool called_at_last = error == 0;
    if (error != 0) {
      const auto before = line.size();
      line.remove(&called);
      called_at_last = line.size() == before;  // called between the end and the lock
    }
    sem_destroy(&called);
    return called_at_last;
  }
  Outcome TakeFirst(int* letter) {
    if (letters_.empty()) return Outcome::kClosed;
    *letter = letters_.front();
    letters_.pop_front();
    if (letters_.empty()) {
      while (!empty_.empty()) Call(empty_);
    }
    return Outcome::kLetter;
  }
  std::mutex mutex_;
  std::deque<int> letters_;
  Line takers_, empty_;
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<SemMailbox>(); }
