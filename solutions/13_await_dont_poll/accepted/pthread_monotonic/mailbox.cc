// POSIX, with the clock that nobody sets.
#include "mailbox.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

#include <vector>

namespace {

class Locked {
 public:
  explicit Locked(pthread_mutex_t* mutex) : mutex_(mutex) { pthread_mutex_lock(mutex_); }
  ~Locked() { pthread_mutex_unlock(mutex_); }
  Locked(const Locked&) = delete;

 private:
  pthread_mutex_t* mutex_;
};

class MyMailbox : public Mailbox {
 public:
  MyMailbox() {
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&changed_, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&mutex_, nullptr);
  }
  ~MyMailbox() override {
    pthread_cond_destroy(&changed_);
    pthread_mutex_destroy(&mutex_);
  }

  void Put(int letter) override {
    const Locked lock(&mutex_);
    letters_.push_back(letter);
    pthread_cond_broadcast(&changed_);
  }

  Outcome Take(int* letter) override {
    const Locked lock(&mutex_);
    while (letters_.empty() && !closed_) pthread_cond_wait(&changed_, &mutex_);
    return First(letter);
  }

  Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) override {
    timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += timeout.count() / 1000;
    end.tv_nsec += timeout.count() % 1000 * 1'000'000;
    if (end.tv_nsec >= 1'000'000'000) {
      ++end.tv_sec;
      end.tv_nsec -= 1'000'000'000;
    }
    const Locked lock(&mutex_);
    int error = 0;
    while (letters_.empty() && !closed_) {
      if (error == ETIMEDOUT) return Outcome::kTimedOut;
      error = pthread_cond_timedwait(&changed_, &mutex_, &end);
    }
    return First(letter);
  }

  void WaitUntilEmpty() override {
    const Locked lock(&mutex_);
    while (!letters_.empty()) pthread_cond_wait(&changed_, &mutex_);
  }

  void Close() override {
    const Locked lock(&mutex_);
    closed_ = true;
    pthread_cond_broadcast(&changed_);
  }

 private:
  Outcome First(int* letter) {
    if (letters_.empty()) return Outcome::kClosed;
    *letter = letters_.front();
    letters_.erase(letters_.begin());
    if (letters_.empty()) pthread_cond_broadcast(&changed_);
    return Outcome::kLetter;
  }

  pthread_mutex_t mutex_;
  pthread_cond_t changed_;
  std::vector<int> letters_;
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Mailbox> NewMailbox() { return std::make_unique<MyMailbox>(); }
