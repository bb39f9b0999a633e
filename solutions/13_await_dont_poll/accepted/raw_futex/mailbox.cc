// A mutex for the letters and a word that moves with each change, on which the kernel lets us
// sleep.
#include "mailbox.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <climits>
#include <deque>
#include <mutex>
#include <optional>

namespace {

using Clock = std::chrono::steady_clock;
using Deadline = std::optional<Clock::time_point>;

class FutexMailbox : public Mailbox {
 public:
  void Put(int letter) override {
    Change([&] { letters_.push_back(letter); });
  }
  Outcome Take(int* letter) override { return TakeUntil({}, letter); }
  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    return TakeUntil(Clock::now() + timeout, letter);
  }
  void WaitUntilEmpty() override {
    for (;;) {
      const int seen = changes_;
      {
        std::lock_guard lock(mutex_);
        if (letters_.empty()) return;
      }
      Sleep(seen, {});
    }
  }
  void Close() override {
    Change([&] { closed_ = true; });
  }

 private:
  template <typename What>
  void Change(const What& what) {
    {
      std::lock_guard lock(mutex_);
      what();
      ++changes_;
    }
    syscall(SYS_futex, &changes_, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
  }

  Outcome TakeUntil(const Deadline& deadline, int* letter) {
    for (;;) {
      const int seen = changes_;
      bool got = false, closed = false;
      {
        std::lock_guard lock(mutex_);
        closed = closed_;
        got = !letters_.empty();
        if (got) {
          *letter = letters_.front();
          letters_.pop_front();
          if (letters_.empty()) ++changes_;
        }
      }
      if (got) {
        syscall(SYS_futex, &changes_, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
        return Outcome::kLetter;
      }
      if (closed) return Outcome::kClosed;
      if (deadline && Clock::now() >= *deadline) return Outcome::kTimedOut;
      Sleep(seen, deadline);
    }
  }

  // As long as the word is `seen`, until the deadline at most.
  void Sleep(int seen, const Deadline& deadline) {
    timespec at = {};
    if (deadline) {
      const auto left = deadline->time_since_epoch();
      const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
      at.tv_sec = seconds.count();
      at.tv_nsec = std::chrono::nanoseconds(left - seconds).count();
    }
    syscall(SYS_futex, &changes_, FUTEX_WAIT_BITSET_PRIVATE, seen, deadline ? &at : nullptr,
            nullptr, FUTEX_BITSET_MATCH_ANY);
  }

  std::mutex mutex_;
  std::deque<int> letters_;  // guarded by mutex_
  bool closed_ = false;      // guarded by mutex_
  std::atomic<int> changes_ = 0;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<FutexMailbox>(); }
