// expect: explore assertion
// Marks the kept list as old before it changes the list: a Notify in between keeps the old one.
#include "subject.h"

#include <atomic>
#include <map>
#include <mutex>
#include <vector>

namespace {

using List = std::vector<std::weak_ptr<Observer>>;
// The list of observers is copied only when it has changed since the last event.
class CachingSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    stale_ = true;
    std::lock_guard lock(mutex_);
    observers_[++last_] = std::move(observer);
    return last_;
  }
  void Unsubscribe(int ticket) override {
    stale_ = true;
    std::lock_guard lock(mutex_);
    observers_.erase(ticket);
  }
  void Notify(int event) override {
    std::shared_ptr<const List> list;
    {
      std::lock_guard lock(mutex_);
      if (stale_.exchange(false)) {
        auto copy = std::make_shared<List>();
        for (const auto& [ticket, observer] : observers_) copy->push_back(observer);
        list_ = copy;
      }
      list = list_;
    }
    for (const auto& weak : *list) {
      if (auto observer = weak.lock()) observer->OnEvent(event);
    }
  }

 private:
  std::atomic<bool> stale_ = true;
  std::mutex mutex_;
  std::map<int, std::weak_ptr<Observer>> observers_;
  std::shared_ptr<const List> list_;
  int last_ = 0;
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<CachingSubject>(); }
