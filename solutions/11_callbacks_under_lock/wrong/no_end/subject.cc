// expect: functional assertion
// Looks for the next ticket, and knows no last one: who subscribes again in each call is called for
// ever.
#include "subject.h"

#include <map>
#include <mutex>
#include <utility>

namespace {

using Observers = std::map<int, std::weak_ptr<Observer>>;

class LockedSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    std::lock_guard lock(mutex_);
    observers_[++last_ticket_] = std::move(observer);
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    std::lock_guard lock(mutex_);
    observers_.erase(ticket);
  }

  void Notify(int event) override {
    int ticket = 0;
    while (const auto observer = Next(&ticket)) observer->OnEvent(event);
  }

 private:
  // The first living observer whose ticket is after *ticket and not after `end`.
  std::shared_ptr<Observer> Next(int* ticket) {
    std::lock_guard lock(mutex_);
    for (auto i = observers_.upper_bound(*ticket); i != observers_.end(); ++i) {
      *ticket = i->first;
      if (auto observer = i->second.lock()) return observer;
    }
    return nullptr;
  }

  std::mutex mutex_;
  Observers observers_;  // by ticket; guarded by mutex_
  int last_ticket_ = 0;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
