// expect: explore data-race
// A signal fence holds the compiler back, not the processor.
#include "board.h"

#include <array>
#include <atomic>

namespace {

class AirportBoard : public Board {
 public:
  void Publish(const Report& report) override {
    const int n = count_.load(std::memory_order_relaxed);
    reports_[n] = report;
    std::atomic_signal_fence(std::memory_order_seq_cst);
    count_.store(n + 1, std::memory_order_relaxed);
  }

  int Count() const override {
    const int n = count_.load(std::memory_order_relaxed);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    return n;
  }

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
