// expect: explore data-race
// volatile keeps the compiler from dropping accesses. It orders nothing between threads.
#include "board.h"

#include <array>

namespace {

class AirportBoard : public Board {
 public:
  void Publish(const Report& report) override {
    const int n = count_;
    reports_[n] = report;
    count_ = n + 1;
  }

  int Count() const override { return count_; }

  const Report* Look() const override {
    const int n = count_;
    return n == 0 ? nullptr : &reports_[n - 1];
  }

 private:
  std::array<Report, kMostReports> reports_;
  volatile int count_ = 0;
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<AirportBoard>(); }
