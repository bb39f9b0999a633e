// expect: functional assertion
// Unlocks for each call and goes on by index: when somebody leaves, the next one is left out.
#include "subject.h"

#include <algorithm>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <utility>
#include <vector>

namespace {

struct Entry {
  int ticket;
  std::weak_ptr<Observer> observer;
};

class LockedSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    observers_.push_back({++last_ticket_, std::move(observer)});
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    std::erase_if(observers_, [=](const Entry& entry) { return entry.ticket == ticket; });
  }

  void Notify(int event) override {
    boost::unique_lock<boost::mutex> lock(mutex_);
    for (size_t i = 0; i < observers_.size(); ++i) {
      auto observer = observers_[i].observer.lock();
      lock.unlock();
      if (observer != nullptr) observer->OnEvent(event);
      observer.reset();
      lock.lock();
    }
  }

 private:
  boost::mutex mutex_;
  std::vector<Entry> observers_;  // guarded by mutex_
  int last_ticket_ = 0;           // guarded by mutex_
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
