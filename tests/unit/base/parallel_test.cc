// Tests of ForEachInParallel: every job once, never more at a time than asked for.
#include "checker/base/parallel.h"

#include <gmock/gmock.h>

#include <atomic>
#include <latch>
#include <stdexcept>
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

TEST(ForEachInParallel, ThrowsWhatAJobThrowsWhenAllHaveReturned) {
  for (const size_t thrower : {0, 1}) {  // one of them is a job of the caller
    std::latch both(2);
    std::atomic<int> returned = 0;
    const auto job = [&](size_t i) {
      if (i > 1) return;
      both.arrive_and_wait();
      if (i == thrower) throw std::runtime_error("no room");
      ++returned;
    };
    EXPECT_THROW(ForEachInParallel(100, 2, job), std::runtime_error);
    EXPECT_EQ(returned, 1);
  }
}

TEST(Processors, AreFromOneToEight) {
  EXPECT_GE(Processors(), 1u);
  EXPECT_LE(Processors(), 8u);
}

}  // namespace
}  // namespace racelab
