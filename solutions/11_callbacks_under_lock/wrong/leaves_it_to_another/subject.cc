// expect: explore assertion
// Who meets another Notify leaves its event to it, and returns before all have been told.
#include "subject.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <deque>
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
    boost::unique_lock<boost::mutex> lock(mutex_);
    events_.push_back(event);
    if (busy_ && caller_ != std::this_thread::get_id()) return;  // the other one will do it
    busy_ = true;
    caller_ = std::this_thread::get_id();
    while (!events_.empty()) {
      const int next = events_.front();
      events_.pop_front();
      const Observers observers = observers_;
      lock.unlock();
      for (const auto& [ticket, weak] : observers) {
        if (const auto observer = weak.lock()) observer->OnEvent(next);
      }
      lock.lock();
    }
    busy_ = false;
  }

 private:
  boost::mutex mutex_;
  Observers observers_;     // by ticket; guarded by mutex_
  int last_ticket_ = 0;     // guarded by mutex_
  std::deque<int> events_;  // guarded by mutex_, as the two below
  bool busy_ = false;
  std::thread::id caller_;
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
