// expect: explore deadlock
// Subscribe sweeps out the dead. If the last owner of one goes just then, it dies under the lock.
#include "subject.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <iterator>
#include <map>
#include <utility>

namespace {

using Observers = std::map<int, std::weak_ptr<Observer>>;

class LockedSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    for (auto i = observers_.begin(); i != observers_.end();) {
      i = i->second.lock() == nullptr ? observers_.erase(i) : std::next(i);
    }
    observers_[++last_ticket_] = std::move(observer);
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    observers_.erase(ticket);
  }

  void Notify(int event) override {
    Observers observers;
    {
      boost::lock_guard<boost::mutex> lock(mutex_);
      observers = observers_;
    }
    for (const auto& [ticket, weak] : observers) {
      if (const auto observer = weak.lock()) observer->OnEvent(event);
    }
  }

 private:
  boost::mutex mutex_;
  Observers observers_;  // by ticket; guarded by mutex_
  int last_ticket_ = 0;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
