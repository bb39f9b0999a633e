// lock() and unlock() by hand, on every way out.
#include "museum.h"

#include <mutex>

namespace {

class GuardedMuseum : public Museum {
 public:
  explicit GuardedMuseum(int guides) { day_.guides = guides; }

  int Enter() override {
    mutex_.lock();
    const int ticket = ++day_.visitors;
    mutex_.unlock();
    return ticket;
  }

  void Donate(long cents) override {
    mutex_.lock();
    day_.donations += cents;
    mutex_.unlock();
  }

  void Sign(const std::string& line) override {
    mutex_.lock();
    day_.guest_book.push_back(line);
    mutex_.unlock();
  }

  bool BorrowGuide() override {
    mutex_.lock();
    const bool lent = day_.guides > 0;
    if (lent) --day_.guides;
    mutex_.unlock();
    return lent;
  }

  void Report(const Print& print) const override {
    mutex_.lock();
    const Day today = day_;
    mutex_.unlock();
    print(today);
  }

 private:
  mutable std::mutex mutex_;
  Day day_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
