// expect: explore use-after-free
// Each look makes a copy that belongs to the thread: it goes when the thread ends.
#include "board.h"

#include <array>
#include <deque>
#include <mutex>
#include <shared_mutex>

namespace {

class AirportBoard : public Board {
 public:
  void Publish(const Report& report) override {
    std::unique_lock<std::shared_mutex> lock(mutex_);
    latest_ = report;
    ++count_;
  }

  int Count() const override {
    std::shared_lock<std::shared_mutex> lock(mutex_);
    return count_;
  }

  const Report* Look() const override {
    thread_local std::deque<Report> copies;
    std::shared_lock<std::shared_mutex> lock(mutex_);
    if (count_ == 0) return nullptr;
    copies.push_back(latest_);
    return &copies.back();
  }

 private:
  Report latest_;
  int count_ = 0;
  mutable std::shared_mutex mutex_;
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<AirportBoard>(); }
