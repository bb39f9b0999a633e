// Tests that the linearisability check accepts what can be explained and rejects what cannot.
#include "labs/kit/linearizable.h"

#include <gtest/gtest.h>

#include <deque>
#include <random>
#include <stdexcept>
#include <vector>

#include "labs/kit/history.h"

namespace {

struct Call {
  char what;  // of a register: 'r'ead, 'w'rite; of a queue: 'e'nqueue, 'd'equeue
  int value = 0;
};
using Operation = kit::Operation<Call, int>;
using Operations = std::vector<Operation>;

struct Register {
  int value = 0;
  bool Apply(const Operation& operation) {
    if (operation.call.what == 'r') return operation.result == value;
    value = operation.call.value;
    return true;
  }
  bool operator<(const Register& other) const { return value < other.value; }
};

struct Queue {
  std::deque<int> values;
  bool Apply(const Operation& operation) {
    if (operation.call.what == 'e') {
      values.push_back(operation.call.value);
      return true;
    }
    if (values.empty() || values.front() != operation.result) return false;
    values.pop_front();
    return true;
  }
  bool operator<(const Queue& other) const { return values < other.values; }
};

Operation Write(int value, int from, int to) { return {0, {'w', value}, 0, from, to}; }
Operation Read(int result, int from, int to) { return {0, {'r'}, result, from, to}; }
Operation Enqueue(int value, int from, int to) { return {0, {'e', value}, 0, from, to}; }
Operation Dequeue(int result, int from, int to) { return {0, {'d'}, result, from, to}; }

bool RegisterAccepts(const Operations& history) {
  return kit::IsLinearizable(Register{}, history).ok;
}
bool QueueAccepts(const Operations& history) { return kit::IsLinearizable(Queue{}, history).ok; }

TEST(Linearizable, AnEmptyHistoryIsRight) { EXPECT_TRUE(RegisterAccepts({})); }

TEST(Linearizable, ReadSeesTheWriteBefore) {
  EXPECT_TRUE(RegisterAccepts({Write(1, 0, 1), Read(1, 2, 3)}));
  EXPECT_FALSE(RegisterAccepts({Write(1, 0, 1), Read(0, 2, 3)})) << "a stale read";
}

TEST(Linearizable, AnOverlappingWriteMayBeSeenOrNot) {
  EXPECT_TRUE(RegisterAccepts({Write(1, 0, 5), Read(0, 1, 2)}));
  EXPECT_TRUE(RegisterAccepts({Write(1, 0, 5), Read(1, 1, 2)}));
  EXPECT_FALSE(RegisterAccepts({Write(1, 0, 5), Read(2, 1, 2)})) << "nobody wrote 2";
}

TEST(Linearizable, AValueDoesNotComeBack) {
  EXPECT_TRUE(RegisterAccepts({Write(1, 0, 9), Read(0, 1, 2), Read(1, 3, 4)}));
  EXPECT_FALSE(RegisterAccepts({Write(1, 0, 9), Read(1, 1, 2), Read(0, 3, 4)}));
}

TEST(Linearizable, NothingIsSeenFromTheFuture) {
  EXPECT_FALSE(RegisterAccepts({Read(1, 0, 1), Write(1, 2, 3)}));
}

TEST(Linearizable, QueueKeepsItsOrder) {
  EXPECT_TRUE(QueueAccepts({Enqueue(1, 0, 1), Enqueue(2, 2, 3), Dequeue(1, 4, 5)}));
  EXPECT_FALSE(QueueAccepts({Enqueue(1, 0, 1), Enqueue(2, 2, 3), Dequeue(2, 4, 5)}));
  EXPECT_TRUE(QueueAccepts({Enqueue(1, 0, 3), Enqueue(2, 1, 2), Dequeue(2, 4, 5)}))
      << "the two overlap, so 2 may have been first";
}

TEST(Linearizable, QueueGivesEachValueOnce) {
  EXPECT_FALSE(QueueAccepts({Enqueue(1, 0, 1), Dequeue(1, 2, 5), Dequeue(1, 3, 4)}));
  EXPECT_FALSE(QueueAccepts({Dequeue(1, 0, 1), Enqueue(1, 2, 3)}));
}

TEST(Linearizable, TheOrderIsAProof) {
  const auto good = kit::IsLinearizable(
      Queue{}, Operations{Enqueue(1, 0, 3), Enqueue(2, 1, 2), Dequeue(2, 4, 5)});
  EXPECT_EQ(good.order, (std::vector<size_t>{1, 0, 2}));
  const auto bad = kit::IsLinearizable(Queue{}, Operations{Enqueue(1, 0, 1), Dequeue(7, 2, 3)});
  EXPECT_FALSE(bad.ok);
  EXPECT_EQ(bad.order, (std::vector<size_t>{0})) << "as far as the search came";
}

// Without the pruning this takes 16! steps: all writes overlap, and no order explains the read.
TEST(Linearizable, PruningKeepsHopelessHistoriesShort) {
  Operations history;
  for (int i = 0; i < 16; ++i) history.push_back(Write(i + 1, i, 100 + i));
  history.push_back(Read(99, 200, 201));
  EXPECT_FALSE(RegisterAccepts(history));
}

TEST(Linearizable, TooLongHistoriesAreRefused) {
  Operations history;
  for (int i = 0; i < 64; ++i) history.push_back(Write(i, 2 * i, 2 * i + 1));
  EXPECT_TRUE(RegisterAccepts(history));
  history.push_back(Write(64, 200, 201));
  EXPECT_THROW(RegisterAccepts(history), std::length_error);
}

// A slower, simpler judge to compare with: tries every order of the calls.
bool SomeOrderWorks(Operations rest, const Register& state) {
  if (rest.empty()) return true;
  for (size_t i = 0; i < rest.size(); ++i) {
    bool may_be_first = true;
    for (const Operation& other : rest) may_be_first &= !(other.returned < rest[i].invoked);
    Register next = state;
    if (!may_be_first || !next.Apply(rest[i])) continue;
    Operations without = rest;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    if (SomeOrderWorks(without, next)) return true;
  }
  return false;
}

TEST(Linearizable, AgreesWithTryingEveryOrder) {
  std::mt19937 random(1);
  const auto below = [&](int limit) { return static_cast<int>(random() % limit); };
  int accepted = 0;
  for (int round = 0; round < 3000; ++round) {
    Operations history;
    for (int i = 0; i < 6; ++i) {
      const int from = below(20);
      const int to = from + 1 + below(10);
      history.push_back(below(2) == 0 ? Write(below(3), from, to) : Read(below(3), from, to));
    }
    const bool expected = SomeOrderWorks(history, Register{});
    accepted += expected;
    ASSERT_EQ(RegisterAccepts(history), expected) << "round " << round;
  }
  EXPECT_GT(accepted, 300) << "both answers must occur";
  EXPECT_LT(accepted, 2700);
}

}  // namespace
