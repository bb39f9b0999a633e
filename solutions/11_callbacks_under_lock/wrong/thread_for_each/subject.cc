// expect: functional assertion
// A thread for each call: no lock is held, no order is kept, and nobody waits for the end.
#include "subject.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <map>
#include <thread>
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
    Observers observers;
    {
      boost::lock_guard<boost::mutex> lock(mutex_);
      observers = observers_;
    }
    for (const auto& [ticket, weak] : observers) {
      std::thread([weak = weak, event] {
        if (const auto observer = weak.lock()) observer->OnEvent(event);
      }).detach();
    }
  }

 private:
  boost::mutex mutex_;
  Observers observers_;  // by ticket; guarded by mutex_
  int last_ticket_ = 0;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
