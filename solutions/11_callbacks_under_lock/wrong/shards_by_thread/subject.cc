// expect: tsan assertion
// The observers of each thread stand together: they are told in the order of their threads.
#include "subject.h"

#include <atomic>
#include <map>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace {

using Observers = std::map<int, std::weak_ptr<Observer>>;

class LockedSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    absl::MutexLock lock(&mutex_);
    const int shard = Shard();
    observers_[shard * 10000000 + ++last_ticket_] = std::move(observer);
    return shard * 10000000 + last_ticket_;
  }

  void Unsubscribe(int ticket) override {
    absl::MutexLock lock(&mutex_);
    observers_.erase(ticket);
  }

  void Notify(int event) override {
    Observers observers;
    {
      absl::MutexLock lock(&mutex_);
      observers = observers_;
    }
    for (const auto& [ticket, weak] : observers) {
      if (const auto observer = weak.lock()) observer->OnEvent(event);
    }
  }

 private:
  static int Shard() {
    static std::atomic<int> next{0};
    thread_local const int mine = next++;
    return mine % 8;
  }
  absl::Mutex mutex_;
  Observers observers_ ABSL_GUARDED_BY(mutex_);  // by ticket
  int last_ticket_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<LockedSubject>(); }
