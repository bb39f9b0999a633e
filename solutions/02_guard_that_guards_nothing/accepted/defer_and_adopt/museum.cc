// defer_lock and adopt_lock, used as they are meant: somebody does lock.
#include "museum.h"

#include <mutex>

namespace {

class GuardedMuseum : public Museum {
 public:
  explicit GuardedMuseum(int guides) { day_.guides = guides; }

  int Enter() override {
    std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
    lock.lock();
    return ++day_.visitors;
  }

  void Donate(long cents) override {
    std::lock_guard<std::mutex> lock(mutex_);
    day_.donations += cents;
  }

  void Sign(const std::string& line) override {
    mutex_.lock();
    std::lock_guard<std::mutex> lock(mutex_, std::adopt_lock);
    day_.guest_book.push_back(line);
  }

  bool BorrowGuide() override {
    std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
    if (!lock) lock.lock();
    if (day_.guides == 0) return false;
    --day_.guides;
    return true;
  }

  void Report(const Print& print) const override {
    std::unique_lock<std::mutex> lock(mutex_);
    const Day today = day_;
    lock.unlock();  // the printer is slow; let the visitors in meanwhile
    print(today);
  }

 private:
  mutable std::mutex mutex_;
  Day day_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
