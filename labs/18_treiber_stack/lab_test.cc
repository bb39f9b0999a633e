// The tests of lab 18: no value is lost or doubled, no memory is used after it was freed, none is
// kept.
#include <gtest/gtest.h>
#include <malloc.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <climits>
#include <vector>

#include "labs/kit/history.h"
#include "labs/kit/linearizable.h"
#include "labs/kit/lost_memory.h"
#include "labs/kit/random.h"
#include "labs/kit/threads.h"
#include "stack.h"

namespace {

constexpr int kPop = -1;

// What each value belongs to: written before it is pushed, read after it is popped. Plain memory.
using Cargo = std::array<int, 64>;

void PushWith(Stack& stack, Cargo& cargo, int value) {
  cargo[value] = value * 7;
  stack.Push(value);
}

int PopWith(Stack& stack, const Cargo& cargo) {
  const std::optional<int> value = stack.Pop();
  if (!value) return kPop;
  if (*value < 0 || *value >= static_cast<int>(cargo.size())) {
    ADD_FAILURE() << *value << " was never pushed";
    return kPop;
  }
  EXPECT_EQ(cargo[*value], *value * 7) << "what was written before the push is not there";
  return *value;
}

// Each thread does its steps: a value to push, or kPop. Before, the values 1 to `there` are pushed.
// Then what was popped and what is left must be all that was pushed. `never_empty`: whatever the
// order, each pop finds a value.
void Together(int there, const std::vector<std::vector<int>>& threads, bool never_empty = false) {
  const auto stack = NewStack();
  Cargo cargo = {};
  std::vector<int> pushed;
  for (int value = 1; value <= there; ++value) {
    PushWith(*stack, cargo, value);
    pushed.push_back(value);
  }
  std::vector<std::vector<int>> popped(threads.size());
  kit::RunThreads(static_cast<int>(threads.size()), [&](int i) {
    for (const int step : threads[i]) {
      if (step != kPop) {
        PushWith(*stack, cargo, step);
      } else if (const int value = PopWith(*stack, cargo); value != kPop) {
        popped[i].push_back(value);
      } else {
        EXPECT_FALSE(never_empty) << "there are values, and Pop() found none";
      }
    }
  });
  for (const std::vector<int>& steps : threads) {
    for (const int step : steps) {
      if (step != kPop) pushed.push_back(step);
    }
  }
  std::vector<int> all;
  for (const std::vector<int>& some : popped) all.insert(all.end(), some.begin(), some.end());
  for (size_t n = 0; n <= pushed.size(); ++n) {
    const int value = PopWith(*stack, cargo);
    if (value == kPop) break;
    all.push_back(value);
  }
  std::sort(all.begin(), all.end());
  std::sort(pushed.begin(), pushed.end());
  EXPECT_EQ(all, pushed) << "values were lost or came twice";
}

TEST(Functional, TheLatestComesFirst) {
  const auto stack = NewStack();
  EXPECT_EQ(stack->Pop(), std::nullopt);
  for (int value = 1; value <= kMostValues; ++value) stack->Push(value);
  for (int value = kMostValues; value >= 1; --value) EXPECT_EQ(stack->Pop(), value);
  EXPECT_EQ(stack->Pop(), std::nullopt);
  stack->Push(-5);
  stack->Push(-5);
  EXPECT_EQ(stack->Pop(), -5);
  EXPECT_EQ(stack->Pop(), -5);
  EXPECT_EQ(stack->Pop(), std::nullopt);
  for (const int value : {0, -1, INT_MIN, INT_MAX}) {  // none of them means that there is none
    stack->Push(value);
    EXPECT_EQ(stack->Pop(), value);
  }
  EXPECT_EQ(stack->Pop(), std::nullopt);
}

TEST(Functional, StacksHaveNothingInCommon) {
  const auto one = NewStack(), other = NewStack();
  one->Push(1);
  other->Push(2);
  EXPECT_EQ(one->Pop(), 1);
  EXPECT_EQ(one->Pop(), std::nullopt);
  EXPECT_EQ(other->Pop(), 2);
}

TEST(Functional, EachStackHasRoomForAllItsValues) {
  const auto one = NewStack(), other = NewStack();
  for (int value = 1; value <= kMostValues; ++value) {
    one->Push(value);
    other->Push(-value);
  }
  for (int value = kMostValues; value >= 1; --value) {
    ASSERT_EQ(one->Pop(), value);
    ASSERT_EQ(other->Pop(), -value);
  }
}

size_t BytesInUse() { return mallinfo2().uordblks; }

TEST(Functional, AStackThatIsUsedForLongDoesNotGrow) {
  const auto stack = NewStack();
  const auto use = [&] {
    for (int n = 0; n < 20'000; ++n) {
      for (int value = 0; value < 3; ++value) stack->Push(value);
      for (int value = 0; value < 3; ++value) stack->Pop();
    }
  };
  const size_t before = BytesInUse();
  use();
  EXPECT_LT(BytesInUse(), before + (64 << 10) + kMostValues * 64) << "popped values keep memory";
}

TEST(Functional, AStackThatIsDestroyedGivesItsMemoryBack) {
  const auto use = [] {
    const auto stack = NewStack();
    for (int value = 0; value < kMostValues; ++value) stack->Push(value);
    for (int value = 0; value < kMostValues / 2; ++value) stack->Pop();
  };
  use();
  const size_t before = BytesInUse();
  for (int n = 0; n < 50; ++n) use();
  EXPECT_LT(BytesInUse(), before + (64 << 10)) << "memory is kept after the stack was destroyed";
}

TEST(Explore, OnePushesOnePops) { Together(0, {{1}, {kPop}}); }

TEST(Explore, TwoPopTheSame) { Together(2, {{kPop}, {kPop}}, true); }

TEST(Explore, TwoPush) { Together(1, {{2, kPop}, {3, kPop}}, true); }

TEST(Explore, OnePopsWhileAnotherPopsTwiceAndPushesTwice) {
  Together(2, {{kPop}, {kPop, kPop, 3, 4}});
}

TEST(Explore, OnePopsWhileAnotherPopsTwiceAndPushesOnce) { Together(2, {{kPop}, {kPop, kPop, 3}}); }

TEST(Explore, ThreePop) { Together(2, {{kPop}, {kPop, 3}, {kPop}}); }

TEST(Explore, OnePushesWhileTwoPop) { Together(1, {{2}, {kPop}, {kPop}}); }

// Who uses another stack knows nothing of those who look at this one.
TEST(Explore, OnePopsFromAnotherStack) {
  const auto stack = NewStack(), other = NewStack();
  for (const int value : {1, 2}) stack->Push(value);
  other->Push(3);
  kit::RunThreads(3, [&](int i) {
    const std::optional<int> value = (i < 2 ? stack : other)->Pop();
    EXPECT_TRUE(i < 2 ? value == 1 || value == 2 : value == 3);
  });
  EXPECT_EQ(stack->Pop(), std::nullopt);
  EXPECT_EQ(other->Pop(), std::nullopt);
}

// Two push and one comes back: nodes are taken for pushes while others are between stack and pool.
TEST(Explore, ThreePush) { Together(0, {{1, 4}, {2, kPop}, {3}}); }

// Threads come and go. Who was there first and who came ninth use the stack at the same time.
TEST(Explore, TheFirstAndTheNinthThread) {
  const auto stack = NewStack();
  Cargo cargo = {};
  std::atomic<int> stage{0};
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      stack->Pop();
      stage = 1;
      while (stage != 2) sched_yield();
      PopWith(*stack, cargo);
      return;
    }
    while (stage != 1) sched_yield();
    for (int n = 1; n < kMostThreads; ++n) kit::RunThreads(1, [&](int) { stack->Pop(); });
    kit::RunThreads(1, [&](int) {
      for (const int value : {1, 2}) PushWith(*stack, cargo, value);
      stage = 2;
      for (int n = 0; n < 2; ++n) PopWith(*stack, cargo);
    });
  });
}

// Whatever the order, nothing is lost that the stack, or who comes after it, would have to free. It
// is destroyed as the threads leave it.
void ExpectNothingLost(int there, const std::vector<std::vector<int>>& threads) {
  const size_t before = kit::LostMemory();
  {
    const auto stack = NewStack();
    for (int value = 1; value <= there; ++value) stack->Push(value);
    kit::RunThreads(static_cast<int>(threads.size()), [&](int i) {
      for (const int step : threads[i]) step == kPop ? void(stack->Pop()) : stack->Push(step);
    });
  }
  EXPECT_EQ(kit::LostMemory(), before) << "bytes were not freed, and nobody knows them any more";
}

TEST(Explore, NothingIsLostWhenOnePopsMeanwhile) {
  ExpectNothingLost(4, {{kPop}, {kPop, kPop, kPop}});
}

TEST(Explore, NothingIsLostWhenThreePop) { ExpectNothingLost(3, {{kPop}, {kPop}, {kPop}}); }

TEST(Explore, NothingIsLostWhenTwoPushAndPop) {
  ExpectNothingLost(0, {{1, kPop, kPop}, {2, kPop}});
}

TEST(Stress, ManyPushAndPop) {
  for (int round = 0; round < 20; ++round) {
    std::vector<std::vector<int>> threads(4);
    int next = 1;
    for (auto& steps : threads) {
      for (int n = 0; n < 12; ++n) steps.push_back(kit::RandomBetween(0, 1) == 0 ? kPop : next++);
    }
    Together(0, threads);
  }
}

// The calls that overlap can be put in an order in which a stack answers like this.
struct StackModel {
  std::vector<int> values;

  template <typename Operation>
  bool Apply(const Operation& operation) {
    if (operation.call != kPop) {
      values.push_back(operation.call);
      return true;
    }
    const int top = values.empty() ? kPop : values.back();
    if (!values.empty()) values.pop_back();
    return top == operation.result;
  }
  friend bool operator<(const StackModel& a, const StackModel& b) { return a.values < b.values; }
};

// Each thread makes its calls, each a value to push or kPop.
void ExpectOneAfterTheOther(Stack& stack, int there, const std::vector<std::vector<int>>& threads) {
  StackModel model;
  for (int value = 1; value <= there; ++value) {
    stack.Push(value);
    model.values.push_back(value);
  }
  kit::History<int, int> history(static_cast<int>(threads.size()));
  kit::RunThreads(static_cast<int>(threads.size()), [&](int i) {
    for (const int call : threads[i]) {
      history.Record(i, call, [&] {
        if (call == kPop) return stack.Pop().value_or(kPop);
        stack.Push(call);
        return 0;
      });
    }
  });
  const auto operations = history.Operations();
  ASSERT_TRUE(kit::IsLinearizable(model, operations).ok)
      << "no order of these calls explains the results:\n"
      << kit::Timeline(operations, [](const auto& operation) {
           if (operation.call == kPop) return "Pop() = " + std::to_string(operation.result);
           return "Push(" + std::to_string(operation.call) + ")";
         });
}

TEST(Explore, APushWhileAnotherPopsTwice) {
  const auto stack = NewStack();
  ExpectOneAfterTheOther(*stack, 1, {{2}, {kPop, kPop}});
}

TEST(Stress, CallsTakeEffectOneAfterTheOther) {
  for (int round = 0; round < 60; ++round) {
    const auto stack = NewStack();
    kit::History<int, int> history(3);
    kit::RunThreads(3, [&](int i) {
      for (int n = 0; n < 5; ++n) {
        const int call = kit::RandomBetween(0, 1) == 0 ? kPop : 10 * (i + 1) + n;
        history.Record(i, call, [&] {
          if (call == kPop) return stack->Pop().value_or(kPop);
          stack->Push(call);
          return 0;
        });
      }
    });
    const auto operations = history.Operations();
    ASSERT_TRUE(kit::IsLinearizable(StackModel{}, operations).ok)
        << "no order of these calls explains the results:\n"
        << kit::Timeline(operations, [](const auto& operation) {
             if (operation.call == kPop) return "Pop() = " + std::to_string(operation.result);
             return "Push(" + std::to_string(operation.call) + ")";
           });
  }
}

}  // namespace
