// expect: functional assertion
// The observers stand in a set, by what they are: two of the same are one, and the order is that of
// their addresses.
#include "subject.h"

#include <map>
#include <mutex>
#include <utility>

namespace {

class ListSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    std::lock_guard lock(mutex_);
    observers_[std::move(observer)] = ++last_ticket_;
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    std::lock_guard lock(mutex_);
    std::erase_if(observers_, [&](const auto& entry) { return entry.second == ticket; });
  }

  void Notify(int event) override {
    Observers observers;
    {
      std::lock_guard lock(mutex_);
      observers = observers_;
    }
    for (const auto& entry : observers) {
      if (const auto observer = entry.first.lock()) observer->OnEvent(event);
    }
  }

 private:
  using Observers =
      std::map<std::weak_ptr<Observer>, int, std::owner_less<std::weak_ptr<Observer>>>;
  std::mutex mutex_;
  Observers observers_;  // guarded by mutex_
  int last_ticket_ = 0;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<ListSubject>(); }
