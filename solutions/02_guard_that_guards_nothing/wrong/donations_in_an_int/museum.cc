// expect: functional assertion
// Counts the cents in an int: more than 21 million euros are too much for it.
#include "museum.h"

#include <atomic>
#include <mutex>

namespace {

class IntMuseum : public Museum {
 public:
  explicit IntMuseum(int guides) : guides_(guides) {}
  int Enter() override { return ++visitors_; }
  void Donate(long cents) override { donations_ += static_cast<int>(cents); }
  void Sign(const std::string& line) override {
    std::lock_guard lock(mutex_);
    book_.push_back(line);
  }
  bool BorrowGuide() override {
    int guides = guides_;
    while (guides > 0 && !guides_.compare_exchange_weak(guides, guides - 1)) {
    }
    return guides > 0;
  }
  void Report(const Print& print) const override {
    Day day;
    day.visitors = visitors_;
    day.donations = donations_;
    day.guides = guides_;
    {
      std::lock_guard lock(mutex_);
      day.guest_book = book_;
    }
    print(day);
  }

 private:
  std::atomic<int> visitors_ = 0, donations_ = 0, guides_;
  mutable std::mutex mutex_;
  std::vector<std::string> book_;
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<IntMuseum>(guides); }
