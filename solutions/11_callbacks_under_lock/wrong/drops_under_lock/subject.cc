// expect: functional deadlock
// Lets go of the observer before when it takes the next one, with its lock held. Who lets go last
// runs the destructor, and that calls the subject.
#include "subject.h"

#include <list>
#include <map>
#include <mutex>
#include <vector>

namespace {

class MapSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    std::lock_guard lock(mutex_);
    const int ticket = ++last_;
    observers_.emplace(ticket, std::move(observer));
    return ticket;
  }
  void Unsubscribe(int ticket) override {
    std::lock_guard lock(mutex_);
    observers_.erase(ticket);
  }
  void Notify(int event) override {
    std::shared_ptr<Observer> observer;
    int end;
    {
      std::lock_guard lock(mutex_);
      end = last_;
    }
    for (int ticket = 0;;) {
      {
        std::lock_guard lock(mutex_);
        const auto next = observers_.upper_bound(ticket);
        if (next == observers_.end() || next->first > end) break;
        ticket = next->first;
        observer = next->second.lock();
        if (!observer) observers_.erase(next);
      }
      if (observer) observer->OnEvent(event);
    }
  }

 private:
  std::mutex mutex_;
  std::map<int, std::weak_ptr<Observer>> observers_;
  int last_ = 0;
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<MapSubject>(); }
