// The tests of lab 16: blocks come out whole and in order, and nobody waits for anybody.
#include <gtest/gtest.h>
#include <malloc.h>
#include <sched.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <string>

#include "labs/kit/random.h"
#include "labs/kit/threads.h"
#include "rig.h"

namespace lab_16 {
namespace {

TEST(Functional, FirstInFirstOut) {
  Rig rig(3);
  EXPECT_FALSE(rig.consumer.Pop()) << "it is empty";
  for (int round = 0; round < 20; ++round) {
    for (int n = 0; n <= round % 3; ++n) EXPECT_TRUE(rig.producer.Push());
    for (int n = 0; n <= round % 3; ++n) EXPECT_TRUE(rig.consumer.Pop());
    EXPECT_FALSE(rig.consumer.Pop()) << "it is empty again";
  }
}

TEST(Functional, ItsCapacityIsExact) {
  for (const size_t capacity : {size_t{1}, size_t{2}, size_t{3}, size_t{4}, size_t{5}, size_t{7},
                                size_t{64}, size_t{100}, kMostBlocks - 1, kMostBlocks}) {
    SCOPED_TRACE("capacity " + std::to_string(capacity));
    Rig rig(capacity);
    for (int round = 0; round < 3; ++round) {
      rig.Fill();
      EXPECT_FALSE(rig.producer.Push()) << "it is full";
      EXPECT_FALSE(rig.producer.Push()) << "it is still full";
      EXPECT_TRUE(rig.consumer.Pop());
      EXPECT_TRUE(rig.producer.Push()) << "one was taken out, so there is room for one";
      EXPECT_FALSE(rig.producer.Push()) << "it is full again";
      rig.ExpectAllArrived();
    }
    if (HasFailure()) return;
  }
}

TEST(Functional, RingsHaveNothingInCommon) {
  Rig one(2), other(2);
  one.Fill();
  EXPECT_FALSE(other.consumer.Pop());
  other.Fill();
  one.ExpectAllArrived();
  other.ExpectAllArrived();
}

// No number and no sample means anything to the ring.
TEST(Functional, BlocksOfAnyContent) {
  const auto ring = NewRing(6);
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  const int64_t numbers[] = {0, -1, 1, 1, kLeast, kMost};
  for (int round = 0; round < 2; ++round) {
    for (const int64_t number : numbers) {
      EXPECT_TRUE(ring->TryPush({number, {0, -1.5, 1e300}})) << "there was room";
    }
    for (const int64_t number : numbers) {
      Block block = Sound(77);
      EXPECT_TRUE(ring->TryPop(&block)) << "there is a block, with the number " << number;
      EXPECT_EQ(block.number, number);
      EXPECT_EQ(block.samples[0], 0);
      EXPECT_EQ(block.samples[1], -1.5);
      EXPECT_EQ(block.samples[2], 1e300);
    }
  }
}

TEST(Functional, ManyBlocksGoThrough) {
  for (const size_t capacity : {size_t{1}, size_t{3}, size_t{7}, kMostBlocks}) {
    SCOPED_TRACE("capacity " + std::to_string(capacity));
    Rig rig(capacity);
    rig.Fill();
    for (int n = 0; n < 200'000 && !HasFailure(); ++n) {
      EXPECT_TRUE(rig.consumer.Pop()) << "after " << rig.producer.pushed() << " blocks";
      EXPECT_TRUE(rig.producer.Push()) << "after " << rig.producer.pushed() << " blocks";
      EXPECT_FALSE(rig.producer.Push()) << "after " << rig.producer.pushed() << " blocks";
    }
    rig.ExpectAllArrived();
    if (HasFailure()) return;
  }
}

TEST(Functional, NoMemoryIsAllocated) {
  const size_t capacity = 500;
  const auto ring = NewRing(capacity);
  Block block = Sound(1);
  const size_t empty = mallinfo2().uordblks;
  for (size_t i = 0; i < capacity; ++i) ring->TryPush(block);
  const size_t full = mallinfo2().uordblks;
  for (size_t i = 0; i < capacity; ++i) ring->TryPop(&block);
  const size_t empty_again = mallinfo2().uordblks;
  EXPECT_EQ(full, empty) << "the ring takes memory while it is filled";
  EXPECT_EQ(empty_again, full) << "the ring frees memory while it is emptied";
}

// With `there` blocks inside, the producer tries to push, and the consumer to pop.
void Together(size_t capacity, size_t there, size_t pushes, size_t pops) {
  Rig rig(capacity);
  for (size_t n = 0; n < there; ++n) rig.producer.Push();
  kit::RunThreads(2, [&](int side) {
    for (size_t n = 0; n < (side == 0 ? pushes : pops); ++n) {
      if (side == 0 && !rig.producer.Push()) {
        EXPECT_GT(there + pushes, capacity) << "TryPush refused, and there was room all the time";
      }
      if (side == 1 && !rig.consumer.Pop()) {
        EXPECT_GT(pops, there) << "TryPop refused, and there were blocks all the time";
      }
    }
  });
  rig.ExpectAllArrived();
}

TEST(Explore, OneBlock) { Together(1, 0, 1, 1); }

TEST(Explore, OneSlotAgainAndAgain) { Together(1, 1, 2, 2); }

TEST(Explore, TwoSlotsAgainAndAgain) { Together(2, 2, 3, 3); }

TEST(Explore, NobodyNeedsToRefuse) { Together(4, 2, 2, 2); }

// Who got an answer knows that the question has been taken out of the ring.
TEST(Explore, QuestionAndAnswer) {
  Rig there(1), back(1);
  kit::RunThreads(2, [&](int side) {
    if (side == 0) {
      there.producer.Push();
      if (back.consumer.Pop()) {
        EXPECT_TRUE(there.producer.Push()) << "TryPush refused, but its block has been taken out";
      }
    } else if (there.consumer.Pop()) {
      back.producer.Push();
    }
  });
  there.ExpectAllArrived();
  back.ExpectAllArrived();
}

// The producer stops, as if for ever. What it had pushed before can be popped.
void ProducerStops(Rig& rig, const std::function<void()>& work, int looks = 0) {
  const auto meanwhile = [&] {
    const int64_t pushed = rig.producer.pushed();
    rig.consumer.PopAll(rig.capacity);
    EXPECT_GE(rig.consumer.popped(), pushed) << "TryPush had returned, but the block is not there";
  };
  Stopping(work, meanwhile, looks);
  rig.ExpectAllArrived();
}

// The consumer stops. The room that it had made before can be used.
void ConsumerStops(Rig& rig, const std::function<void()>& work, int looks = 0) {
  const auto meanwhile = [&] {
    const int64_t room = static_cast<int64_t>(rig.capacity) + rig.consumer.popped();
    for (size_t i = 0; i < rig.capacity && rig.producer.Push(); ++i) {
    }
    EXPECT_GE(rig.producer.pushed(), room) << "TryPop had returned, but there is no room";
  };
  Stopping(work, meanwhile, looks);
  rig.ExpectAllArrived();
}

TEST(Explore, TheProducerStops) {
  Rig rig(2);
  ProducerStops(rig, [&] {
    rig.producer.Push();
    rig.producer.Push();
  });
}

TEST(Explore, TheConsumerStops) {
  Rig rig(2);
  rig.Fill();
  ConsumerStops(rig, [&] {
    rig.consumer.Pop();
    rig.consumer.Pop();
  });
}

TEST(Stress, ManyBlocks) {
  for (const size_t capacity : {size_t{1}, size_t{2}, size_t{7}, kMostBlocks}) {
    Rig rig(capacity);
    const int blocks = kit::RandomBetween(8'000, 12'000);
    kit::RunThreads(2, [&](int side) {
      for (int n = 0; n < blocks;) {
        if (side == 0 ? rig.producer.Push() : rig.consumer.Pop()) {
          ++n;
        } else {
          sched_yield();
        }
      }
    });
    rig.ExpectAllArrived();
    if (HasFailure()) return;
  }
}

// Real signals, which stop a thread where they happen to find it.
TEST(Stress, OneSideStops) {
  for (int round = 0; round < 20 && !HasFailure(); ++round) {
    const int calls = kit::RandomBetween(1, 2000);
    const int looks = kit::RandomBetween(0, 20);
    Rig rig(kMostBlocks);
    ProducerStops(
        rig,
        [&] {
          for (int n = 0; n < calls; ++n) rig.producer.Push();
        },
        looks);
    Rig other(kMostBlocks);
    other.Fill();
    ConsumerStops(
        other,
        [&] {
          for (int n = 0; n < calls; ++n) other.consumer.Pop();
        },
        looks);
  }
}

}  // namespace
}  // namespace lab_16
