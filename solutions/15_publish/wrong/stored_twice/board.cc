// expect: explore data-race
// Odd means: being written. The first store releases, the second one, which matters, is relaxed.
#include "board.h"

#include <array>
#include <atomic>

namespace {

class MyBoard : public Board {
 public:
  void Publish(const Report& report) override {
    const int n = state_.load(std::memory_order_relaxed) / 2;
    state_.store(2 * n + 1, std::memory_order_release);
    reports_[n] = report;
    state_.store(2 * n + 2, std::memory_order_relaxed);
  }

  int Count() const override { return state_.load(std::memory_order_acquire) / 2; }

  const Report* Look() const override {
    const int n = Count();
    return n == 0 ? nullptr : &reports_[n - 1];
  }

 private:
  std::array<Report, kMostReports> reports_;
  std::atomic<int> state_{0};
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<MyBoard>(); }
