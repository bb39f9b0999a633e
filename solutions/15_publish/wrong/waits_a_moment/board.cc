// expect: explore data-race
// Surely the report is there after a millisecond.
#include "board.h"

#include <array>
#include <atomic>
#include <chrono>
#include <thread>

namespace {

class AirportBoard : public Board {
 public:
  void Publish(const Report& report) override {
    const int n = count_.load(std::memory_order_relaxed);
    reports_[n] = report;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    count_.store(n + 1, std::memory_order_relaxed);
  }

  int Count() const override { return count_.load(std::memory_order_relaxed); }

  const Report* Look() const override {
    const int n = Count();
    return n == 0 ? nullptr : &reports_[n - 1];
  }

 private:
  std::array<Report, kMostReports> reports_;
  std::atomic<int> count_{0};
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<AirportBoard>(); }
