// expect: explore assertion
// The pointer is published well. The number is not: who knows it need not see the pointer.
#include "board.h"

#include <array>
#include <atomic>

namespace {

class AirportBoard : public Board {
 public:
  void Publish(const Report& report) override {
    const int n = count_.load(std::memory_order_relaxed);
    reports_[n] = report;
    latest_.store(&reports_[n], std::memory_order_release);
    count_.store(n + 1, std::memory_order_relaxed);
  }

  int Count() const override { return count_.load(std::memory_order_relaxed); }

  const Report* Look() const override { return latest_.load(std::memory_order_acquire); }

 private:
  std::array<Report, kMostReports> reports_;
  std::atomic<const Report*> latest_{nullptr};
  std::atomic<int> count_{0};
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<AirportBoard>(); }
