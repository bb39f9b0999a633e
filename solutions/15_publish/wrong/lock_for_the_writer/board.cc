// expect: explore data-race
// Only who writes takes the lock.
#include "board.h"

#include <array>
#include <mutex>

namespace {

class AirportBoard : public Board {
 public:
  void Publish(const Report& report) override {
    std::lock_guard<std::mutex> lock(mutex_);
    reports_[count_++] = report;
  }

  int Count() const override { return count_; }

  const Report* Look() const override { return count_ == 0 ? nullptr : &reports_[count_ - 1]; }

 private:
  std::array<Report, kMostReports> reports_;
  int count_ = 0;
  std::mutex mutex_;
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<AirportBoard>(); }
