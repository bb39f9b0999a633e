// expect: functional assertion
// The copy for the printer is kept for the next report of this thread, which may be one of another
// museum, and come before the end of this one.
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
    std::unique_lock<std::mutex> lock(mutex_);
    static thread_local Day today;
    today = day_;
    lock.unlock();  // the printer is slow; let the visitors in meanwhile
    print(today);
  }

 private:
  mutable std::mutex mutex_;
  Day day_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
