// Each report has a mark of its own; who wants the latest goes on as long as there are marks.
#include "board.h"

#include <array>
#include <atomic>

namespace {

struct Place {
  Report report;
  std::atomic<bool> there{false};
};

class MyBoard : public Board {
 public:
  void Publish(const Report& report) override {
    Place& place = places_[next_++];
    place.report = report;
    place.there.store(true, std::memory_order_release);
  }

  int Count() const override {
    int n = 0;
    while (n < kMostReports && places_[n].there.load(std::memory_order_acquire)) ++n;
    return n;
  }

  const Report* Look() const override {
    const int n = Count();
    return n == 0 ? nullptr : &places_[n - 1].report;
  }

 private:
  std::array<Place, kMostReports> places_;
  int next_ = 0;  // the writer's
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<MyBoard>(); }
