// expect: functional assertion
// While anybody notifies the list does not change: who unsubscribes is noted, and removed later. A
// Notify that begins meanwhile still calls him.
#include "subject.h"

#include <algorithm>
#include <list>
#include <mutex>
#include <utility>
#include <vector>

namespace {

struct Entry {
  int ticket;
  std::weak_ptr<Observer> observer;
};

class LockedSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    std::lock_guard lock(mutex_);
    entries_.push_back({++last_ticket_, std::move(observer)});
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    std::lock_guard lock(mutex_);
    leavers_.push_back(ticket);
    CleanUp();
  }

  void Notify(int event) override {
    std::unique_lock lock(mutex_);
    ++notifying_;
    const int end = last_ticket_;
    for (auto i = entries_.begin(); i != entries_.end() && i->ticket <= end; ++i) {
      auto observer = i->observer.lock();
      lock.unlock();
      if (observer != nullptr) observer->OnEvent(event);
      observer.reset();
      lock.lock();
    }
    --notifying_;
    CleanUp();
  }

 private:
  void CleanUp() {
    if (notifying_ > 0) return;
    entries_.remove_if([this](const Entry& entry) {
      return std::count(leavers_.begin(), leavers_.end(), entry.ticket) > 0;
    });
    leavers_.clear();
  }

  std::mutex mutex_;
  std::list<Entry> entries_;  // guarded by mutex_, as all below
  std::vector<int> leavers_;
  int notifying_ = 0;
  int last_ticket_ = 0;
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
