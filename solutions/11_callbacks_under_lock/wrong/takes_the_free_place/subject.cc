// expect: functional assertion
// Who comes takes a place that somebody has left, and is told in his stead: before some who were
// there earlier.
#include "subject.h"

#include <mutex>
#include <utility>
#include <vector>

namespace {

struct Entry {
  int ticket;  // 0: nobody
  std::weak_ptr<Observer> observer;
};

class ListSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    std::lock_guard lock(mutex_);
    for (Entry& entry : entries_) {
      if (entry.ticket != 0) continue;
      entry = {++last_ticket_, std::move(observer)};
      return last_ticket_;
    }
    entries_.push_back({++last_ticket_, std::move(observer)});
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    std::lock_guard lock(mutex_);
    for (Entry& entry : entries_) {
      if (entry.ticket == ticket) entry = {0, {}};
    }
  }

  void Notify(int event) override {
    std::vector<Entry> entries;
    {
      std::lock_guard lock(mutex_);
      entries = entries_;
    }
    for (const Entry& entry : entries) {
      if (const auto observer = entry.observer.lock()) observer->OnEvent(event);
    }
  }

 private:
  std::mutex mutex_;
  std::vector<Entry> entries_;  // guarded by mutex_
  int last_ticket_ = 0;         // guarded by mutex_
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<ListSubject>(); }
