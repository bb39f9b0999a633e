// A POSIX spin lock; the guest book is a lock-free list, turned round for the report.
#include "museum.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>

namespace {

class Spin {
 public:
  Spin() { pthread_spin_init(&lock_, PTHREAD_PROCESS_PRIVATE); }
  ~Spin() { pthread_spin_destroy(&lock_); }
  Spin(const Spin&) = delete;
  void lock() { pthread_spin_lock(&lock_); }
  void unlock() { pthread_spin_unlock(&lock_); }

 private:
  pthread_spinlock_t lock_;
};

struct Line {
  std::string text;
  Line* before;
};

class MyMuseum : public Museum {
 public:
  explicit MyMuseum(int guides) : guides_(guides) {}
  ~MyMuseum() override {
    for (Line* line = last_; line != nullptr;) {
      Line* before = line->before;
      delete line;
      line = before;
    }
  }

  int Enter() override {
    spin_.lock();
    const int ticket = ++visitors_;
    spin_.unlock();
    return ticket;
  }
  void Donate(long cents) override {
    spin_.lock();
    donations_ += cents;
    spin_.unlock();
  }
  void Sign(const std::string& text) override {
    Line* line = new Line{text, last_.load(std::memory_order_relaxed)};
    while (!last_.compare_exchange_weak(line->before, line, std::memory_order_release,
                                        std::memory_order_relaxed)) {
    }
  }
  bool BorrowGuide() override {
    spin_.lock();
    const bool left = guides_ > 0;
    if (left) --guides_;
    spin_.unlock();
    return left;
  }
  void Report(const Print& print) const override {
    Day today;
    spin_.lock();
    today.visitors = visitors_;
    today.donations = donations_;
    today.guides = guides_;
    spin_.unlock();
    for (const Line* line = last_.load(std::memory_order_acquire); line != nullptr;
         line = line->before) {
      today.guest_book.push_back(line->text);
    }
    std::reverse(today.guest_book.begin(), today.guest_book.end());
    print(today);
  }

 private:
  mutable Spin spin_;
  int visitors_ = 0;  // guarded by spin_, as the two below
  long donations_ = 0;
  int guides_;
  std::atomic<Line*> last_ = nullptr;
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<MyMuseum>(guides); }
