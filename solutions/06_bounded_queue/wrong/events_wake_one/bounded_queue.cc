// expect: explore lost-wakeup
// Each event wakes one. The value may still be behind one that is not written yet; who writes that
// wakes one, too, and the other one sleeps on.
#include "bounded_queue.h"

#include <atomic>
#include <memory>

namespace {

class SequenceQueue : public BoundedQueue {
 public:
  explicit SequenceQueue(size_t capacity) : capacity_(capacity), cells_(new Cell[capacity]) {}
  void Push(int value) override {
    for (;;) {
      const unsigned seen = popped_events_.load();
      if (TryPush(value)) return;
      popped_events_.wait(seen);
    }
  }
  int Pop() override {
    for (;;) {
      const unsigned seen = pushed_events_.load();
      int value;
      if (TryPop(&value)) return value;
      pushed_events_.wait(seen);
    }
  }
  bool TryPush(int value) override {
    size_t place = tail_.load();
    for (;;) {
      Cell& cell = cells_[place % capacity_];
      const size_t lap = place / capacity_;
      if (cell.turn.load() == 2 * lap) {
        if (!tail_.compare_exchange_strong(place, place + 1)) continue;
        cell.value = value;
        cell.turn.store(2 * lap + 1);
        ++pushed_events_;
        pushed_events_.notify_one();
        return true;
      }
      const size_t before = place;
      place = tail_.load();
      if (place == before) return false;
    }
  }
  bool TryPop(int* value) override {
    size_t place = head_.load();
    for (;;) {
      Cell& cell = cells_[place % capacity_];
      const size_t lap = place / capacity_;
      if (cell.turn.load() == 2 * lap + 1) {
        if (!head_.compare_exchange_strong(place, place + 1)) continue;
        *value = cell.value;
        cell.turn.store(2 * (lap + 1));
        ++popped_events_;
        popped_events_.notify_one();
        return true;
      }
      const size_t before = place;
      place = head_.load();
      if (place == before) return false;
    }
  }
  size_t Size() const override {
    const size_t head = head_.load();
    const size_t tail = tail_.load();
    return tail - head > capacity_ ? capacity_ : tail - head;
  }

 private:
  struct Cell {
    std::atomic<size_t> turn = 0;
    int value = 0;
  };
  const size_t capacity_;
  const std::unique_ptr<Cell[]> cells_;
  std::atomic<size_t> head_ = 0, tail_ = 0;
  std::atomic<unsigned> pushed_events_ = 0, popped_events_ = 0;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<SequenceQueue>(capacity);
}
