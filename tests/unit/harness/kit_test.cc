// Tests the kit's threads, random numbers and rendezvous, which labs use without the checker too.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"

namespace {

TEST(RunThreadsTest, RunsEveryNumberOnceAndJoins) {
  std::vector<int> calls(8, 0);
  kit::RunThreads(8, [&](int i) { ++calls[i]; });
  EXPECT_EQ(calls, std::vector<int>(8, 1));
}

TEST(RunThreadsTest, RethrowsTheExceptionOfTheLowestThread) {
  std::atomic<int> finished = 0;
  const auto run = [&] {
    kit::RunThreads(4, [&](int i) {
      if (i == 1) throw std::runtime_error("one");
      if (i == 3) throw std::logic_error("three");
      ++finished;
    });
  };
  EXPECT_THROW(run(), std::runtime_error);
  EXPECT_EQ(finished, 2);
}

TEST(RunThreadsTest, AllRunAtTheSameTime) {
  // With fewer than all threads running, the rendezvous would never end.
  kit::Rendezvous everybody(6);
  kit::RunThreads(6, [&](int) { everybody.Meet(); });
}

TEST(StartGateTest, NobodyPassesBeforeTheLast) {
  std::atomic<int> passed = 0;
  kit::StartGate gate(2);
  boost::thread first([&] {
    gate.Wait();
    ++passed;
  });
  EXPECT_EQ(passed, 0);
  gate.Wait();
  first.join();
  EXPECT_EQ(passed, 1);
}

TEST(RendezvousTest, ServesRoundAfterRound) {
  kit::Rendezvous pair(2);
  std::vector<int> rounds(2, 0);
  kit::RunThreads(2, [&](int i) {
    for (int round = 0; round < 1000; ++round) {
      pair.Meet();
      ++rounds[i];
    }
  });
  EXPECT_EQ(rounds, std::vector<int>(2, 1000));
}

TEST(RandomTest, TheSeedDecides) {
  setenv("RACELAB_SEED", "5", 1);
  EXPECT_EQ(kit::Seed(), 5u);
  kit::Random same(1), again(1), other_salt(2);
  setenv("RACELAB_SEED", "6", 1);
  kit::Random other_seed(1);
  unsetenv("RACELAB_SEED");
  EXPECT_EQ(kit::Seed(), 1u);
  const int number = same.Between(0, 1'000'000'000);
  EXPECT_EQ(again.Between(0, 1'000'000'000), number);
  EXPECT_NE(other_salt.Between(0, 1'000'000'000), number);
  EXPECT_NE(other_seed.Between(0, 1'000'000'000), number);
}

TEST(RandomTest, StaysInRange) {
  for (int i = 0; i < 1000; ++i) {
    const int number = kit::RandomBetween(-2, 2);
    EXPECT_GE(number, -2);
    EXPECT_LE(number, 2);
  }
}

}  // namespace
