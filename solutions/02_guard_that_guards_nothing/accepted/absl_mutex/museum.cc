// absl::Mutex; the compiler knows what it guards.
#include "museum.h"

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace {

class GuardedMuseum : public Museum {
 public:
  explicit GuardedMuseum(int guides) { day_.guides = guides; }

  int Enter() override {
    absl::MutexLock lock(&mutex_);
    return ++day_.visitors;
  }

  void Donate(long cents) override {
    absl::MutexLock lock(&mutex_);
    day_.donations += cents;
  }

  void Sign(const std::string& line) override {
    absl::MutexLock lock(&mutex_);
    day_.guest_book.push_back(line);
  }

  bool BorrowGuide() override {
    absl::MutexLock lock(&mutex_);
    if (day_.guides == 0) return false;
    --day_.guides;
    return true;
  }

  void Report(const Print& print) const override {
    Day today;
    {
      absl::ReaderMutexLock lock(&mutex_);
      today = day_;
    }
    print(today);
  }

 private:
  mutable absl::Mutex mutex_;
  Day day_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<GuardedMuseum>(guides); }
