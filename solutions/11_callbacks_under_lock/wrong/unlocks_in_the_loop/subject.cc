// expect: functional assertion
// Unlocks for each call, and goes on with an iterator that may have died meanwhile.
#include "subject.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <map>
#include <utility>

namespace {

using Observers = std::map<int, std::weak_ptr<Observer>>;

class LockedSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    observers_[++last_ticket_] = std::move(observer);
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    observers_.erase(ticket);
  }

  void Notify(int event) override {
    boost::unique_lock<boost::mutex> lock(mutex_);
    for (const auto& [ticket, weak] : observers_) {
      auto observer = weak.lock();
      lock.unlock();
      if (observer != nullptr) observer->OnEvent(event);
      observer.reset();
      lock.lock();
    }
  }

 private:
  boost::mutex mutex_;
  Observers observers_;  // by ticket; guarded by mutex_
  int last_ticket_ = 0;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
