// expect: explore deadlock
// Unsubscribe waits until no other thread notifies. Two that notify and unsubscribe wait for each
// other.
#include "subject.h"

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
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
    boost::unique_lock<boost::mutex> lock(mutex_);
    observers_.erase(ticket);
    while (Others() > 0) idle_.wait(lock);
  }

  void Notify(int event) override {
    Observers observers;
    boost::unique_lock<boost::mutex> lock(mutex_);
    observers = observers_;
    ++notifying_[std::this_thread::get_id()];
    lock.unlock();
    for (const auto& [ticket, weak] : observers) {
      if (const auto observer = weak.lock()) observer->OnEvent(event);
    }
    lock.lock();
    const auto mine = notifying_.find(std::this_thread::get_id());
    if (--mine->second == 0) notifying_.erase(mine);
    idle_.notify_all();
  }

 private:
  // REQUIRES: mutex_ is locked. How many other threads are in Notify.
  size_t Others() const { return notifying_.size() - notifying_.count(std::this_thread::get_id()); }

  boost::mutex mutex_;
  boost::condition_variable idle_;            // a Notify is over
  std::map<std::thread::id, int> notifying_;  // guarded by mutex_, as the two below
  Observers observers_;                       // by ticket
  int last_ticket_ = 0;
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
