// expect: explore data-race
// The count is published, but the readers ask the deque for its last one.
#include "board.h"

#include <atomic>
#include <deque>

namespace {

class MyBoard : public Board {
 public:
  void Publish(const Report& report) override {
    reports_.push_back(report);
    count_.fetch_add(1, std::memory_order_release);
  }

  int Count() const override { return count_.load(std::memory_order_acquire); }

  const Report* Look() const override { return Count() == 0 ? nullptr : &reports_.back(); }

 private:
  std::deque<Report> reports_;
  std::atomic<int> count_{0};
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<MyBoard>(); }
