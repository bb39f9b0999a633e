// A list never changes: who subscribes puts a longer one in its place.
#include "subject.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace {

struct Entry {
  int ticket;
  std::weak_ptr<Observer> observer;
};
using Entries = std::vector<Entry>;

class LockedSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    std::lock_guard lock(mutex_);
    auto changed = std::make_shared<Entries>(*entries_);
    changed->push_back({++last_ticket_, std::move(observer)});
    entries_ = std::move(changed);
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    std::lock_guard lock(mutex_);
    auto changed = std::make_shared<Entries>(*entries_);
    std::erase_if(*changed, [=](const Entry& entry) { return entry.ticket == ticket; });
    entries_ = std::move(changed);
  }

  void Notify(int event) override {
    const auto entries = Now();
    for (const Entry& entry : *entries) {
      if (const auto observer = entry.observer.lock()) observer->OnEvent(event);
    }
  }

 private:
  std::shared_ptr<const Entries> Now() {
    std::lock_guard lock(mutex_);
    return entries_;
  }

  std::mutex mutex_;
  std::shared_ptr<const Entries> entries_ = std::make_shared<Entries>();  // guarded by mutex_
  int last_ticket_ = 0;                                                   // guarded by mutex_
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
