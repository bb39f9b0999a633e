// expect: explore data-race
// The last lines of a book that all museums share, each with a lock of its own.
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
    book_.push_back(line);
    ++lines_;
  }

  bool BorrowGuide() override {
    std::lock_guard<std::mutex> lock(mutex_);
    if (day_.guides == 0) return false;
    --day_.guides;
    return true;
  }

  void Report(const Print& print) const override {
    std::unique_lock<std::mutex> lock(mutex_);
    Day today = day_;
    today.guest_book.assign(book_.end() - lines_, book_.end());
    lock.unlock();  // the printer is slow; let the visitors in meanwhile
    print(today);
  }

 private:
  mutable std::mutex mutex_;
  static inline std::vector<std::string> book_;
  long lines_ = 0;
  Day day_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
