// expect: tsan assertion
// Takes a guide before it looks, and puts it back: a report sees fewer than none.
#include "museum.h"

#include <atomic>
#include <mutex>

namespace {

class MyMuseum : public Museum {
 public:
  explicit MyMuseum(int guides) : guides_(guides) {}

  int Enter() override { return ++visitors_; }

  void Donate(long cents) override { donations_ += cents; }

  void Sign(const std::string& line) override {
    std::lock_guard lock(mutex_);
    guest_book_.push_back(line);
  }

  bool BorrowGuide() override {
    if (guides_.fetch_sub(1) > 0) return true;
    ++guides_;
    return false;
  }

  void Report(const Print& print) const override {
    Day today;
    {
      std::lock_guard lock(mutex_);
      today.guest_book = guest_book_;
    }
    today.visitors = visitors_;
    today.donations = donations_;
    today.guides = guides_;
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

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<MyMuseum>(guides); }
