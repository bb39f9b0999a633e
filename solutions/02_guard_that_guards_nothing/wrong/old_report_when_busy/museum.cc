// expect: tsan assertion
// When the lock is taken, the report prints what the last one has printed.
#include "museum.h"

#include <mutex>

namespace {

class GuardedMuseum : public Museum {
 public:
  explicit GuardedMuseum(int guides) {
    day_.guides = guides;
    last_ = std::make_shared<const Day>(day_);
  }

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
    std::shared_ptr<const Day> copy = std::atomic_load(&last_);
    if (std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock); lock) {
      copy = std::make_shared<const Day>(day_);
      std::atomic_store(&last_, copy);
    }
    const Day& today = *copy;  // the printer is slow; let the visitors in meanwhile
    print(today);
  }

 private:
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Day> last_;
  Day day_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
