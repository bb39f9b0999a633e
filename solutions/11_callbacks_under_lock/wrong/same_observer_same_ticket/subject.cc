// expect: functional assertion
// Who subscribes again is already there: he gets the ticket that he has.
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
    for (const Entry& entry : entries_) {
      const bool same =
          !entry.observer.owner_before(observer) && !observer.owner_before(entry.observer);
      if (same) return entry.ticket;
    }
    entries_.push_back({++last_ticket_, std::move(observer)});
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    std::lock_guard lock(mutex_);
    std::erase_if(entries_, [&](const Entry& entry) { return entry.ticket == ticket; });
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
