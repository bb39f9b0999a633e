// expect: explore deadlock
// Unsubscribe waits until no other thread is in OnEvent, also in OnEvent: two that leave there wait
// for each other.
#include "subject.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

struct Entry {
  std::weak_ptr<Observer> observer;
  bool ended = false;
  std::vector<std::thread::id> running;  // the threads that are in OnEvent
};
using Entries = std::map<int, std::shared_ptr<Entry>>;

class LockedSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    std::lock_guard lock(mutex_);
    entries_[++last_ticket_] = std::make_shared<Entry>(Entry{std::move(observer), false, {}});
    return last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    std::unique_lock lock(mutex_);
    const auto found = entries_.find(ticket);
    if (found == entries_.end()) return;
    const auto entry = found->second;
    entry->ended = true;
    const auto me = std::this_thread::get_id();
    const auto others = [&] {
      return std::any_of(entry->running.begin(), entry->running.end(),
                         [&](auto id) { return id != me; });
    };
    while (others()) idle_.wait(lock);
    entries_.erase(ticket);
  }

  void Notify(int event) override {
    std::unique_lock lock(mutex_);
    const Entries entries = entries_;
    for (const auto& [ticket, entry] : entries) {
      if (entry->ended) continue;
      auto observer = entry->observer.lock();
      if (observer == nullptr) continue;
      entry->running.push_back(std::this_thread::get_id());
      lock.unlock();
      observer->OnEvent(event);
      lock.lock();
      auto& running = entry->running;
      running.erase(std::find(running.begin(), running.end(), std::this_thread::get_id()));
      idle_.notify_all();
      lock.unlock();
      observer.reset();  // it may die here, and unsubscribe
      lock.lock();
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable idle_;  // an OnEvent is over
  Entries entries_;               // by ticket; guarded by mutex_, as what is in them
  int last_ticket_ = 0;           // guarded by mutex_
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
