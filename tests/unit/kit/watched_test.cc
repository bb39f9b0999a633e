// Tests of threads that are watched until they sleep.
#include "labs/kit/watched.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace {

// Whoever watches may look before the thread has begun, while it begins and after. Of a version
// that took a beginning for an end, six runs of 3,000 rounds met it 5 to 614 times: one run in a
// hundred or fewer would miss it.
TEST(WatchedTest, AThreadThatBeginsMeanwhileFallsAsleep) {
  for (int round = 0; round < 3000; ++round) {
    kit::Watched watched;
    std::atomic<bool> over(false);
    std::thread sleeper([&] {
      watched.IAmHere();
      over.wait(false);
    });
    EXPECT_TRUE(watched.FallsAsleepWithin(5));
    over = true;
    over.notify_one();
    sleeper.join();
  }
}

TEST(WatchedTest, AThreadThatIsOverOrBusyDoesNot) {
  kit::Watched watched;
  std::thread([&] { watched.IAmHere(); }).join();
  EXPECT_FALSE(watched.FallsAsleepWithin(5));
  std::atomic<bool> over(false);
  kit::Watched busy;
  std::thread spinner([&] {
    busy.IAmHere();
    while (!over) continue;
  });
  EXPECT_FALSE(busy.FallsAsleepWithin(0.02));
  over = true;
  spinner.join();
}

}  // namespace
