// A list of reports, the latest in front; nothing is freed before the board is.
#include "board.h"

#include <atomic>

namespace {

struct Node {
  Report report;
  const Node* older;
};

class AirportBoard : public Board {
 public:
  ~AirportBoard() override {
    for (const Node* node = latest_.load(); node != nullptr;) {
      const Node* older = node->older;
      delete node;
      node = older;
    }
  }

  void Publish(const Report& report) override {
    const Node* older = latest_.load(std::memory_order_relaxed);
    latest_.store(new Node{report, older}, std::memory_order_release);
  }

  int Count() const override {
    const Report* latest = Look();
    return latest == nullptr ? 0 : latest->number;
  }

  const Report* Look() const override {
    const Node* latest = latest_.load(std::memory_order_acquire);
    return latest == nullptr ? nullptr : &latest->report;
  }

 private:
  std::atomic<const Node*> latest_{nullptr};
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<AirportBoard>(); }
