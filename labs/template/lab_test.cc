// The tests of lab @NUMBER@.
#include <gtest/gtest.h>

#include "@NAME@.h"
#include "labs/kit/random.h"
#include "labs/kit/threads.h"

namespace {

TEST(Functional, CountsOneByOne) {
  auto tally = NewTally();
  tally->Count();
  tally->Count();
  EXPECT_EQ(tally->Total(), 2);
}

TEST(Explore, TwoThreads) {
  auto tally = NewTally();
  kit::RunThreads(2, [&](int) { tally->Count(); });
  EXPECT_EQ(tally->Total(), 2);
}

TEST(Stress, ManyThreads) {
  auto tally = NewTally();
  const int threads = kit::RandomBetween(3, 6);
  const int events = kit::RandomBetween(1000, 4000);
  kit::RunThreads(threads, [&](int) {
    for (int i = 0; i < events; ++i) tally->Count();
  });
  EXPECT_EQ(tally->Total(), static_cast<long>(threads) * events);
}

}  // namespace
