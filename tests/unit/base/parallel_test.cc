// Tests of ForEachInParallel: every job once, never more at a time than asked for.
#include "checker/base/parallel.h"

#include <gmock/gmock.h>

#include <atomic>
#include <latch>
#include <vector>

namespace racelab {
namespace {

TEST(ForEachInParallel, DoesEveryJobOnce) {
  for (size_t count : {0, 1, 2, 100}) {
    for (size_t threads : {0, 1, 3, 200}) {
      std::vector<std::atomic<int>> done(count);
      ForEachInParallel(count, threads, [&](size_t i) { ++done[i]; });
      for (const std::atomic<int>& times : done) EXPECT_EQ(times, 1);
    }
  }
}

TEST(ForEachInParallel, DoesSeveralJobsAtATime) {
  std::latch all(3);  // hangs unless all three jobs are under way together
  ForEachInParallel(3, 3, [&](size_t) { all.arrive_and_wait(); });
}

TEST(ForEachInParallel, OneThreadIsTheCallerAndKeepsTheOrder) {
  std::vector<size_t> order;
  ForEachInParallel(4, 1, [&](size_t i) { order.push_back(i); });
  EXPECT_THAT(order, ::testing::ElementsAre(0, 1, 2, 3));
}

TEST(Processors, AreFromOneToEight) {
  EXPECT_GE(Processors(), 1u);
  EXPECT_LE(Processors(), 8u);
}

}  // namespace
}  // namespace racelab
