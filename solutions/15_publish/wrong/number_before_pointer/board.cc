// expect: explore assertion
// Both are published well, but the number before the pointer.
#include "board.h"

#include <array>
#include <atomic>

namespace {

class MyBoard : public Board {
 public:
  void Publish(const Report& report) override {
    Report* mine = &reports_[next_++];
    *mine = report;
    count_.store(next_, std::memory_order_release);
    latest_.store(mine, std::memory_order_release);
  }

  int Count() const override { return count_.load(std::memory_order_acquire); }
  const Report* Look() const override { return latest_.load(std::memory_order_acquire); }

 private:
  std::array<Report, kMostReports> reports_;
  int next_ = 0;  // the writer's
  std::atomic<int> count_{0};
  std::atomic<const Report*> latest_{nullptr};
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<MyBoard>(); }
