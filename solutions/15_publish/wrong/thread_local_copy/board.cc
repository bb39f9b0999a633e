// expect: functional assertion
// Each thread has one copy, and the next Look writes over what the caller still has.
#include "board.h"

#include <array>
#include <mutex>

namespace {

class CopyBoard : public Board {
 public:
  void Publish(const Report& report) override {
    std::lock_guard lock(mutex_);
    latest_ = report;
    ++count_;
  }
  int Count() const override {
    std::lock_guard lock(mutex_);
    return count_;
  }
  const Report* Look() const override {
    thread_local Report mine;  // nobody else can change it
    std::lock_guard lock(mutex_);
    if (count_ == 0) return nullptr;
    mine = latest_;
    return &mine;
  }

 private:
  mutable std::mutex mutex_;
  Report latest_;
  int count_ = 0;
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<CopyBoard>(); }
