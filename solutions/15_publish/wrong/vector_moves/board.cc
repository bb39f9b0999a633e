// expect: functional assertion
// The number is published well, but a vector that grows moves the reports.
#include "board.h"

#include <atomic>
#include <vector>

namespace {

class AirportBoard : public Board {
 public:
  void Publish(const Report& report) override {
    reports_.push_back(report);
    count_.store(static_cast<int>(reports_.size()), std::memory_order_release);
  }

  int Count() const override { return count_.load(std::memory_order_acquire); }

  const Report* Look() const override {
    const int n = Count();
    return n == 0 ? nullptr : &reports_[n - 1];
  }

 private:
  std::vector<Report> reports_;
  std::atomic<int> count_{0};
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<AirportBoard>(); }
