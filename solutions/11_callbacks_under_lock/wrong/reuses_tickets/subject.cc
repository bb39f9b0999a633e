// expect: functional assertion
// The next ticket is the highest one that is there, plus one: who had the highest may be gone.
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
    const int ticket = observers_.empty() ? 1 : observers_.rbegin()->first + 1;
    observers_.emplace(ticket, std::move(observer));
    return ticket;
  }
  void Unsubscribe(int ticket) override {
    std::lock_guard lock(mutex_);
    observers_.erase(ticket);
  }
  void Notify(int event) override {
    std::vector<int> tickets;
    {
      std::lock_guard lock(mutex_);
      for (const auto& [ticket, observer] : observers_) tickets.push_back(ticket);
    }
    for (const int ticket : tickets) {
      std::shared_ptr<Observer> observer;
      {
        std::lock_guard lock(mutex_);
        const auto found = observers_.find(ticket);
        if (found == observers_.end()) continue;
        observer = found->second.lock();
        if (!observer) observers_.erase(found);
      }
      if (observer) observer->OnEvent(event);
    }
  }

 private:
  std::mutex mutex_;
  std::map<int, std::weak_ptr<Observer>> observers_;
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<MapSubject>(); }
