// expect: explore data-race
// Acquires the number to see whether there is a report, and reads it again to find it.
#include "board.h"

#include <array>
#include <atomic>

namespace {

class Twice : public Board {
 public:
  void Publish(const Report& report) override {
    const int n = count_.load(std::memory_order_relaxed);
    reports_[n] = report;
    count_.store(n + 1, std::memory_order_release);
  }
  int Count() const override { return count_.load(std::memory_order_acquire); }
  const Report* Look() const override {
    if (Count() == 0) return nullptr;
    return &reports_[count_.load(std::memory_order_relaxed) - 1];
  }

 private:
  std::array<Report, kMostReports> reports_;
  std::atomic<int> count_{0};
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<Twice>(); }
