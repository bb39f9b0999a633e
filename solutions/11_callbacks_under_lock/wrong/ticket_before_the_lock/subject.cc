// expect: explore assertion
// Takes the ticket before the lock: two who subscribe at once may stand in the wrong order, and the
// search by halves does not find them.
#include "subject.h"

#include <algorithm>
#include <atomic>
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
    const int ticket = ++last_ticket_;
    std::lock_guard lock(mutex_);
    entries_.push_back({ticket, std::move(observer)});
    return ticket;
  }

  void Unsubscribe(int ticket) override {
    std::lock_guard lock(mutex_);
    const auto found =
        std::lower_bound(entries_.begin(), entries_.end(), ticket,
                         [](const Entry& entry, int number) { return entry.ticket < number; });
    if (found != entries_.end() && found->ticket == ticket) entries_.erase(found);
  }

  void Notify(int event) override {
    std::unique_lock lock(mutex_);
    const std::vector<Entry> entries = entries_;
    lock.unlock();
    for (const Entry& entry : entries) {
      if (const auto observer = entry.observer.lock()) observer->OnEvent(event);
    }
  }

 private:
  std::mutex mutex_;
  std::vector<Entry> entries_;  // guarded by mutex_; in the order of their tickets
  std::atomic<int> last_ticket_ = 0;
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
