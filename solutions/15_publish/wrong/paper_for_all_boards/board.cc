// expect: explore data-race
// The reports of all boards stand on one long roll of paper; each board knows where its latest one
// is.
#include "board.h"

#include <atomic>
#include <deque>

namespace {

struct Entry {
  int count;
  Report report;
};

std::deque<Entry> paper;

class Roll : public Board {
 public:
  void Publish(const Report& report) override {
    paper.push_back({Count() + 1, report});
    latest_.store(&paper.back(), std::memory_order_release);
  }
  int Count() const override {
    const Entry* latest = latest_.load(std::memory_order_acquire);
    return latest == nullptr ? 0 : latest->count;
  }
  const Report* Look() const override {
    const Entry* latest = latest_.load(std::memory_order_acquire);
    return latest == nullptr ? nullptr : &latest->report;
  }

 private:
  std::atomic<const Entry*> latest_{nullptr};
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<Roll>(); }
