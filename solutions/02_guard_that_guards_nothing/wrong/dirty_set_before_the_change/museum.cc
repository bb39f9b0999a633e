// expect: explore assertion
// Says that the kept copy is old before the change: a report in between keeps the old day for new.
#include "museum.h"

#include <atomic>
#include <mutex>

namespace {

class DirtyMuseum : public Museum {
 public:
  explicit DirtyMuseum(int guides) { day_.guides = guides; }
  int Enter() override {
    dirty_ = true;
    std::lock_guard lock(mutex_);
    return ++day_.visitors;
  }
  void Donate(long cents) override {
    dirty_ = true;
    std::lock_guard lock(mutex_);
    day_.donations += cents;
  }
  void Sign(const std::string& line) override {
    dirty_ = true;
    std::lock_guard lock(mutex_);
    day_.guest_book.push_back(line);
  }
  bool BorrowGuide() override {
    dirty_ = true;
    std::lock_guard lock(mutex_);
    if (day_.guides == 0) return false;
    --day_.guides;
    return true;
  }
  void Report(const Print& print) const override {
    std::shared_ptr<const Day> today;
    {
      std::lock_guard lock(mutex_);
      if (dirty_.exchange(false)) printed_ = std::make_shared<const Day>(day_);
      today = printed_;
    }
    print(*today);
  }

 private:
  mutable std::mutex mutex_;
  mutable std::atomic<bool> dirty_ = true;
  mutable std::shared_ptr<const Day> printed_;
  Day day_;
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<DirtyMuseum>(guides); }
