// A lock of tickets that sleeps, around a fixed array... and a list when it is full.
#include "stack.h"

#include <atomic>
#include <forward_list>

namespace {

class MyStack : public Stack {
 public:
  void Push(int value) override {
    const Turn turn(*this);
    values_.push_front(value);
  }

  std::optional<int> Pop() override {
    const Turn turn(*this);
    if (values_.empty()) return std::nullopt;
    const int value = values_.front();
    values_.pop_front();
    return value;
  }

 private:
  class Turn {
   public:
    explicit Turn(MyStack& stack) : stack_(stack) {
      const unsigned mine = stack.next_.fetch_add(1, std::memory_order_relaxed);
      for (unsigned now; (now = stack.now_.load(std::memory_order_acquire)) != mine;) {
        stack.now_.wait(now, std::memory_order_acquire);
      }
    }
    ~Turn() {
      stack_.now_.fetch_add(1, std::memory_order_release);
      stack_.now_.notify_all();
    }

   private:
    MyStack& stack_;
  };
  std::atomic<unsigned> next_{0}, now_{0};
  std::forward_list<int> values_;
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<MyStack>(); }
