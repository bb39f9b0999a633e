// A function makes the guard; the caller keeps it.
#include "museum.h"

#include <mutex>

namespace {

class GuardedMuseum : public Museum {
 public:
  explicit GuardedMuseum(int guides) { day_.guides = guides; }

  int Enter() override {
    const auto lock = Guard();
    return ++day_.visitors;
  }

  void Donate(long cents) override {
    const auto lock = Guard();
    day_.donations += cents;
  }

  void Sign(const std::string& line) override {
    const auto lock = Guard();
    day_.guest_book.push_back(line);
  }

  bool BorrowGuide() override {
    const auto lock = Guard();
    if (day_.guides == 0) return false;
    --day_.guides;
    return true;
  }

  void Report(const Print& print) const override {
    auto lock = Guard();
    const Day today = day_;
    lock.unlock();
    print(today);
  }

 private:
  std::unique_lock<std::mutex> Guard() const { return std::unique_lock(mutex_); }

  mutable std::mutex mutex_;
  Day day_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
