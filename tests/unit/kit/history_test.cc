// Tests that a history records who called what, with what result, and in which real order.
#include "labs/kit/history.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"

namespace {

TEST(History, RecordsCallsInTheirOrder) {
  kit::History<std::string, int> history(2);
  EXPECT_EQ(history.Record(1, "first", [] { return 7; }), 7);
  EXPECT_EQ(history.Record(0, "second", [] { return 8; }), 8);
  const auto operations = history.Operations();
  ASSERT_EQ(operations.size(), 2u);
  EXPECT_EQ(operations[0].call, "first");
  EXPECT_EQ(operations[0].thread, 1);
  EXPECT_EQ(operations[0].result, 7);
  EXPECT_EQ(operations[1].call, "second");
  EXPECT_LT(operations[0].invoked, operations[0].returned);
  EXPECT_LT(operations[0].returned, operations[1].invoked);
}

TEST(History, CallsThatMeetOverlap) {
  kit::History<int, int> history(2);
  kit::Rendezvous inside(2);
  kit::RunThreads(2, [&](int i) {
    history.Record(i, i, [&] {
      inside.Meet();
      return 0;
    });
  });
  const auto operations = history.Operations();
  ASSERT_EQ(operations.size(), 2u);
  EXPECT_LT(operations[0].invoked, operations[1].returned);
  EXPECT_LT(operations[1].invoked, operations[0].returned);
}

TEST(History, EachMomentIsUsedOnce) {
  kit::History<int, int> history(4);
  kit::RunThreads(4, [&](int i) {
    for (int n = 0; n < 200; ++n) history.Record(i, n, [] { return 0; });
  });
  std::set<int64_t> moments;
  for (const auto& operation : history.Operations()) {
    moments.insert(operation.invoked);
    moments.insert(operation.returned);
  }
  EXPECT_EQ(moments.size(), 2u * 4 * 200);
}

TEST(Timeline, OneLinePerCall) {
  kit::History<int, int> history(1);
  history.Record(0, 5, [] { return 6; });
  const auto describe = [](const auto& operation) {
    return "F(" + std::to_string(operation.call) + ") = " + std::to_string(operation.result);
  };
  EXPECT_EQ(kit::Timeline(history.Operations(), describe), "  thread 0  [0, 1]  F(5) = 6\n");
}

}  // namespace
