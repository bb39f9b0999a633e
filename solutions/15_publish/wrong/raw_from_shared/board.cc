// expect: functional assertion
// An atomic shared pointer; but the raw pointer that Look gives out keeps nothing.
#include "board.h"

#include <atomic>

namespace {

class MyBoard : public Board {
 public:
  void Publish(const Report& report) override {
    latest_.store(std::make_shared<const Report>(report));
  }

  int Count() const override {
    const auto latest = latest_.load();
    return latest == nullptr ? 0 : latest->number;
  }

  const Report* Look() const override { return latest_.load().get(); }

 private:
  std::atomic<std::shared_ptr<const Report>> latest_;
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<MyBoard>(); }
