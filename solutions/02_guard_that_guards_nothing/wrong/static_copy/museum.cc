// expect: functional assertion
// The copy is static, so two reports share it.
#include "museum.h"

#include <mutex>

namespace {

class GuardedMuseum : public Museum {
 public:
  explicit GuardedMuseum(int guides) { day_.guides = guides; }

  int Enter() override {
    std::lock_guard<std::mutex> lock(mutex_);
    return ++day_.visitors;
  }

  void Donate(long cents) override {
    std::lock_guard<std::mutex> lock(mutex_);
    day_.donations += cents;
  }

  void Sign(const std::string& line) override {
    std::lock_guard<std::mutex> lock(mutex_);
    day_.guest_book.push_back(line);
  }

  bool BorrowGuide() override {
    std::lock_guard<std::mutex> lock(mutex_);
    if (day_.guides == 0) return false;
    --day_.guides;
    return true;
  }

  void Report(const Print& print) const override {
    static Day today;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      today = day_;
    }
    print(today);
  }

 private:
  mutable std::mutex mutex_;
  Day day_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
