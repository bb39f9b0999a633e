// A descriptor counts the letters; who waits sleeps in poll.
#include "mailbox.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace {

class MyMailbox : public Mailbox {
 public:
  MyMailbox()
      : letters_there_(eventfd(0, EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC)),
        end_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}
  ~MyMailbox() override {
    close(letters_there_);
    close(end_);
  }

  void Put(int letter) override {
    std::lock_guard lock(mutex_);
    letters_.push_back(letter);
    Add(letters_there_);
  }

  Outcome Take(int* letter) override {
    for (;;) {
      if (const auto outcome = TryTake(letter)) return *outcome;
      Sleep(-1);
    }
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + timeout;
    for (;;) {
      if (const auto outcome = TryTake(letter)) return *outcome;
      const auto now = Clock::now();
      if (now >= end) return Outcome::kTimedOut;
      Sleep(static_cast<int>(std::min<long>(
          std::chrono::ceil<std::chrono::milliseconds>(end - now).count(), 1'000'000'000)));
    }
  }

  void WaitUntilEmpty() override {
    std::unique_lock lock(mutex_);
    emptied_.wait(lock, [this] { return letters_.empty(); });
  }

  void Close() override {
    std::lock_guard lock(mutex_);
    if (std::exchange(closed_, true)) return;
    Add(end_);
  }

 private:
  static void Add(int descriptor) {
    const uint64_t one = 1;
    while (write(descriptor, &one, sizeof(one)) < 0 && errno == EINTR) {
    }
  }

  std::optional<Outcome> TryTake(int* letter) {
    std::lock_guard lock(mutex_);
    if (letters_.empty()) return closed_ ? std::optional(Outcome::kClosed) : std::nullopt;
    uint64_t one = 0;
    while (read(letters_there_, &one, sizeof(one)) < 0 && errno == EINTR) {
    }
    *letter = letters_.front();
    letters_.pop_front();
    if (letters_.empty()) emptied_.notify_all();
    return Outcome::kLetter;
  }

  void Sleep(int milliseconds) {
    pollfd both[] = {{letters_there_, POLLIN, 0}, {end_, POLLIN, 0}};
    poll(both, 2, milliseconds);
  }

  const int letters_there_, end_;
  std::mutex mutex_;
  std::condition_variable emptied_;
  std::deque<int> letters_;
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<MyMailbox>(); }
