// Boost.Thread; the report copies in a block of its own.
#include "museum.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>

namespace {

class GuardedMuseum : public Museum {
 public:
  explicit GuardedMuseum(int guides) { day_.guides = guides; }

  int Enter() override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    return ++day_.visitors;
  }

  void Donate(long cents) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    day_.donations += cents;
  }

  void Sign(const std::string& line) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    day_.guest_book.push_back(line);
  }

  bool BorrowGuide() override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    if (day_.guides == 0) return false;
    --day_.guides;
    return true;
  }

  void Report(const Print& print) const override {
    Day today;
    {
      boost::lock_guard<boost::mutex> lock(mutex_);
      today = day_;
    }
    print(today);
  }

 private:
  mutable boost::mutex mutex_;
  Day day_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
