// expect: explore data-race
// Pages of sixteen reports. The first report of a page is counted in the branch that makes the
// page, and there the order was forgotten.
#include "board.h"

#include <array>
#include <atomic>

namespace {

struct Page {
  std::array<Report, 16> reports;
};

class Pages : public Board {
 public:
  ~Pages() override {
    for (auto& page : pages_) delete page.load(std::memory_order_relaxed);
  }
  void Publish(const Report& report) override {
    const int n = count_.load(std::memory_order_relaxed);
    if (n % 16 == 0 && n > 0) {
      pages_[n / 16].store(new Page, std::memory_order_relaxed);
      pages_[n / 16].load(std::memory_order_relaxed)->reports[0] = report;
      count_.store(n + 1, std::memory_order_relaxed);
      return;
    }
    if (n == 0) pages_[0].store(new Page, std::memory_order_relaxed);
    pages_[n / 16].load(std::memory_order_relaxed)->reports[n % 16] = report;
    count_.store(n + 1, std::memory_order_release);
  }
  int Count() const override { return count_.load(std::memory_order_acquire); }
  const Report* Look() const override {
    const int n = Count() - 1;
    if (n < 0) return nullptr;
    return &pages_[n / 16].load(std::memory_order_relaxed)->reports[n % 16];
  }

 private:
  std::array<std::atomic<Page*>, kMostReports / 16 + 1> pages_{};
  std::atomic<int> count_{0};
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<Pages>(); }
