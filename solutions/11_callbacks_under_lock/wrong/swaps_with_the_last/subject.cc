// expect: functional assertion
// Who leaves is replaced by the last one, which is quick, and tells that one too early from then
// on.
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
    entries_.push_back({++last_ticket_, std::move(observer)});
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    std::lock_guard lock(mutex_);
    for (Entry& entry : entries_) {
      if (entry.ticket != ticket) continue;
      std::swap(entry, entries_.back());
      entries_.pop_back();
      return;
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
