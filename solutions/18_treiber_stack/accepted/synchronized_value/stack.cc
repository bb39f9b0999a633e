// Boost wraps a value and its mutex.
#include "stack.h"

#include <boost/thread/synchronized_value.hpp>
#include <vector>

namespace {

class MyStack : public Stack {
 public:
  void Push(int value) override { values_->push_back(value); }

  std::optional<int> Pop() override {
    auto values = values_.synchronize();
    if (values->empty()) return std::nullopt;
    const int value = values->back();
    values->pop_back();
    return value;
  }

 private:
  boost::synchronized_value<std::vector<int>> values_;
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<MyStack>(); }
