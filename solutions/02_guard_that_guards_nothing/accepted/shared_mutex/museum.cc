// Reports share the lock while they copy.
#include "museum.h"

#include <boost/thread/lock_types.hpp>
#include <boost/thread/shared_mutex.hpp>

namespace {

class GuardedMuseum : public Museum {
 public:
  explicit GuardedMuseum(int guides) { day_.guides = guides; }

  int Enter() override {
    boost::unique_lock<boost::shared_mutex> lock(mutex_);
    return ++day_.visitors;
  }

  void Donate(long cents) override {
    boost::unique_lock<boost::shared_mutex> lock(mutex_);
    day_.donations += cents;
  }

  void Sign(const std::string& line) override {
    boost::unique_lock<boost::shared_mutex> lock(mutex_);
    day_.guest_book.push_back(line);
  }

  bool BorrowGuide() override {
    boost::unique_lock<boost::shared_mutex> lock(mutex_);
    if (day_.guides == 0) return false;
    --day_.guides;
    return true;
  }

  void Report(const Print& print) const override {
    boost::shared_lock<boost::shared_mutex> lock(mutex_);
    const Day today = day_;
    lock.unlock();
    print(today);
  }

 private:
  mutable boost::shared_mutex mutex_;
  Day day_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
