// All observers that live when the event comes are kept alive until it is over.
#include "subject.h"

#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace {

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
    std::vector<std::shared_ptr<Observer>> observers;
    {
      std::lock_guard lock(mutex_);
      for (const auto& [ticket, weak] : observers_) observers.push_back(weak.lock());
    }
    for (const auto& observer : observers) {
      if (observer != nullptr) observer->OnEvent(event);
    }
  }

 private:
  std::mutex mutex_;
  std::map<int, std::weak_ptr<Observer>> observers_;  // by ticket; guarded by mutex_
  int last_ticket_ = 0;                               // guarded by mutex_
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
