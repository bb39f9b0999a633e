// A deque does not move what it holds; a lock guards it.
#include "board.h"

#include <deque>
#include "absl/synchronization/mutex.h"

namespace {

class AirportBoard : public Board {
 public:
  void Publish(const Report& report) override {
    absl::MutexLock lock(&mutex_);
    reports_.push_back(report);
  }

  int Count() const override {
    absl::MutexLock lock(&mutex_);
    return static_cast<int>(reports_.size());
  }

  const Report* Look() const override {
    absl::MutexLock lock(&mutex_);
    return reports_.empty() ? nullptr : &reports_.back();
  }

 private:
  std::deque<Report> reports_;
  mutable absl::Mutex mutex_;
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<AirportBoard>(); }
