// Stack: the value pushed last comes out first. Given; not edited.
#ifndef RACELAB_LABS_18_TREIBER_STACK_STACK_H_
#define RACELAB_LABS_18_TREIBER_STACK_STACK_H_

#include <memory>
#include <optional>

inline constexpr int kMostThreads = 8;    // that use one stack at the same time
inline constexpr int kMostValues = 1000;  // that are in one stack at the same time

// Threads may call everything but the destructor at any time. Each call takes effect at one moment
// between its begin and its return. Stacks have nothing to do with each other.
class Stack {
 public:
  // Gives all memory back. No other call is under way.
  virtual ~Stack() = default;

  virtual void Push(int value) = 0;

  // Takes the value that was pushed last, or nothing when the stack is empty. What was written
  // before the value was pushed is seen by who gets it.
  virtual std::optional<int> Pop() = 0;
};

// An empty stack. However long it is used, it keeps no more memory than kMostValues values need,
// and 64 KiB. This is what stack.cc provides.
std::unique_ptr<Stack> NewStack();

#endif  // RACELAB_LABS_18_TREIBER_STACK_STACK_H_
