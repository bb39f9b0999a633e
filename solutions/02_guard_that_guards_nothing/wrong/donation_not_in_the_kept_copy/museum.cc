// expect: functional assertion
// Reports share one copy of the day until something happens; a donation forgets to throw it away.
#include "museum.h"

#include <memory>
#include <mutex>

namespace {

class MyMuseum : public Museum {
 public:
  explicit MyMuseum(int guides) { day_.guides = guides; }

  int Enter() override {
    std::lock_guard lock(mutex_);
    printed_ = nullptr;
    return ++day_.visitors;
  }

  void Donate(long cents) override {
    std::lock_guard lock(mutex_);
    day_.donations += cents;
  }

  void Sign(const std::string& line) override {
    std::lock_guard lock(mutex_);
    printed_ = nullptr;
    day_.guest_book.push_back(line);
  }

  bool BorrowGuide() override {
    std::lock_guard lock(mutex_);
    if (day_.guides == 0) return false;
    printed_ = nullptr;
    --day_.guides;
    return true;
  }

  void Report(const Print& print) const override {
    std::shared_ptr<const Day> today;
    {
      std::lock_guard lock(mutex_);
      if (!printed_) printed_ = std::make_shared<const Day>(day_);
      today = printed_;
    }
    print(*today);
  }

 private:
  mutable std::mutex mutex_;
  Day day_;                                     // guarded by mutex_, as the copy
  mutable std::shared_ptr<const Day> printed_;  // the copy of the last report, if it still holds
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<MyMuseum>(guides); }
