// expect: tsan assertion
// Atomic, but the look and the act are two steps.
#include "museum.h"

#include <atomic>
#include <mutex>

namespace {

class GuardedMuseum : public Museum {
 public:
  explicit GuardedMuseum(int guides) : guides_(guides) {}

  int Enter() override { return ++visitors_; }

  void Donate(long cents) override { donations_ += cents; }

  void Sign(const std::string& line) override {
    std::lock_guard lock(mutex_);
    guest_book_.push_back(line);
  }

  bool BorrowGuide() override {
    if (guides_ == 0) return false;
    --guides_;
    return true;
  }

  void Report(const Print& print) const override {
    Day today{visitors_, donations_, guides_, {}};
    {
      std::lock_guard lock(mutex_);
      today.guest_book = guest_book_;
    }
    print(today);
  }

 private:
  std::atomic<int> visitors_ = 0;
  std::atomic<long> donations_ = 0;
  std::atomic<int> guides_;
  mutable std::mutex mutex_;
  std::vector<std::string> guest_book_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
