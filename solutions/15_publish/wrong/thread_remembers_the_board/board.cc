// expect: functional assertion
// Each thread remembers the latest report that it saw on a board, and looks for it only when the
// number has changed.
#include "board.h"

#include <array>
#include <atomic>

namespace {

class Cached : public Board {
 public:
  void Publish(const Report& report) override {
    const int n = count_.load(std::memory_order_relaxed);
    reports_[n] = report;
    count_.store(n + 1, std::memory_order_release);
  }
  int Count() const override { return count_.load(std::memory_order_acquire); }
  const Report* Look() const override {
    struct Seen {
      const Board* board = nullptr;
      int count = 0;
      const Report* report = nullptr;
    };
    thread_local Seen seen;
    const int n = Count();
    if (n == 0) return nullptr;
    if (seen.board != this || seen.count != n) seen = {this, n, new Report(reports_[n - 1])};
    return seen.report;
  }

 private:
  std::array<Report, kMostReports> reports_;
  std::atomic<int> count_{0};
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<Cached>(); }
