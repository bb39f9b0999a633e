// Every change makes a new day; a report keeps the one it got.
#include "museum.h"

#include <mutex>

namespace {

class GuardedMuseum : public Museum {
 public:
  explicit GuardedMuseum(int guides) { day_->guides = guides; }

  int Enter() override {
    std::lock_guard lock(mutex_);
    Renew();
    return ++day_->visitors;
  }

  void Donate(long cents) override {
    std::lock_guard lock(mutex_);
    Renew();
    day_->donations += cents;
  }

  void Sign(const std::string& line) override {
    std::lock_guard lock(mutex_);
    Renew();
    day_->guest_book.push_back(line);
  }

  bool BorrowGuide() override {
    std::lock_guard lock(mutex_);
    Renew();
    if (day_->guides == 0) return false;
    --day_->guides;
    return true;
  }

  void Report(const Print& print) const override {
    std::unique_lock lock(mutex_);
    const std::shared_ptr<const Day> today = day_;
    lock.unlock();
    print(*today);
  }

 private:
  // REQUIRES: mutex_ is locked.
  void Renew() { day_ = std::make_shared<Day>(*day_); }

  mutable std::mutex mutex_;
  std::shared_ptr<Day> day_ =
      std::make_shared<Day>();  // guarded by mutex_, never changed once shared
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
