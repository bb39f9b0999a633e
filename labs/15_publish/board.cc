// The board of the airport. It needs no lock: there is one writer, and no report is changed once it
// is counted.
#include "board.h"

#include <array>

namespace {

class AirportBoard : public Board {
 public:
  void Publish(const Report& report) override {
    reports_[count_] = report;  // first the report,
    ++count_;                   // then readers may see it
  }

  int Count() const override { return count_; }

  const Report* Look() const override { return count_ == 0 ? nullptr : &reports_[count_ - 1]; }

 private:
  std::array<Report, kMostReports> reports_;
  int count_ = 0;
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<AirportBoard>(); }
