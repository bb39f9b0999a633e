// The stack of Boost: somebody else has solved it.
#include "stack.h"

#include <boost/lockfree/stack.hpp>

namespace {

class LibraryStack : public Stack {
 public:
  void Push(int value) override { stack_.push(value); }

  std::optional<int> Pop() override {
    int value = 0;
    if (!stack_.pop(value)) return std::nullopt;
    return value;
  }

 private:
  boost::lockfree::stack<int> stack_{kMostThreads};  // it grows
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<LibraryStack>(); }
