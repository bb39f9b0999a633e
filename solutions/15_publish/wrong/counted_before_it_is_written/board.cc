// expect: explore data-race
// The right orders around the wrong thing: the report is written after the release.
#include "board.h"

#include <array>
#include <atomic>

namespace {

class AirportBoard : public Board {
 public:
  void Publish(const Report& report) override {
    const int n = count_.load(std::memory_order_relaxed);
    count_.store(n + 1, std::memory_order_release);
    reports_[n] = report;
  }

  int Count() const override { return count_.load(std::memory_order_acquire); }

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
