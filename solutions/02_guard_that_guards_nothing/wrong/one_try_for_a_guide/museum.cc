// expect: explore assertion
// When another visitor was faster, nobody looks whether a guide is left.
#include "museum.h"

#include <atomic>
#include <mutex>

namespace {

class TryMuseum : public Museum {
 public:
  explicit TryMuseum(int guides) : guides_(guides) {}
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
    int left = guides_.load();
    return left > 0 && guides_.compare_exchange_strong(left, left - 1);
  }
  void Report(const Print& print) const override {
    std::unique_lock<std::mutex> lock(mutex_);
    Day day = day_;
    day.guides = guides_;
    lock.unlock();
    print(day);
  }

 private:
  mutable std::mutex mutex_;
  Day day_;
  std::atomic<int> guides_;
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<TryMuseum>(guides); }
