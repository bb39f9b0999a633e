// The tests of lab 6: no value is lost, doubled or out of order, and nobody sleeps for ever.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <climits>
#include <functional>
#include <vector>

#include "bounded_queue.h"
#include "labs/kit/history.h"
#include "labs/kit/linearizable.h"
#include "labs/kit/random.h"
#include "labs/kit/threads.h"
#include "labs/kit/watched.h"
#include "queue_model.h"

namespace {

TEST(Functional, FirstInFirstOut) {
  auto queue = NewBoundedQueue(2);
  for (int i = 0; i < 10; ++i) {  // goes round the ring a few times
    queue->Push(2 * i);
    queue->Push(2 * i + 1);
    EXPECT_EQ(queue->Pop(), 2 * i);
    EXPECT_EQ(queue->Pop(), 2 * i + 1);
  }
  EXPECT_EQ(queue->Size(), 0u);
}

void ExpectRoomFor(int capacity) {
  auto queue = NewBoundedQueue(capacity);
  int value = -1;
  EXPECT_FALSE(queue->TryPop(&value)) << "a new queue is empty";
  EXPECT_EQ(value, -1) << "TryPop does nothing when it returns false";
  for (int i = 0; i < capacity; ++i) {
    EXPECT_TRUE(queue->TryPush(i)) << "there is room for " << capacity;
    EXPECT_EQ(queue->Size(), static_cast<size_t>(i) + 1);
  }
  EXPECT_FALSE(queue->TryPush(99)) << "there is room for " << capacity << " and no more";
  for (int i = 0; i < capacity; ++i) {
    EXPECT_TRUE(queue->TryPop(&value));
    EXPECT_EQ(value, i);
  }
  EXPECT_FALSE(queue->TryPop(&value));
}

TEST(Functional, FullAndEmpty) {
  for (const int capacity : {1, 2, 3, 5, 70'000, kit::RandomBetween(6, 99)})
    ExpectRoomFor(capacity);
}

// No number means that there is none.
TEST(Functional, AnyNumberMayBePushed) {
  const int numbers[] = {0, -1, 1, INT_MIN, INT_MAX};
  auto queue = NewBoundedQueue(5);
  for (const int number : numbers) queue->Push(number);
  EXPECT_EQ(queue->Size(), 5u);
  for (const int number : numbers) EXPECT_EQ(queue->Pop(), number);
  EXPECT_EQ(queue->Size(), 0u);
}

TEST(Explore, HandOver) {
  auto queue = NewBoundedQueue(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      queue->Push(1);
      queue->Push(2);
    } else {
      EXPECT_EQ(queue->Pop(), 1);
      EXPECT_EQ(queue->Pop(), 2);
    }
  });
  EXPECT_EQ(queue->Size(), 0u);
}

// Two values come one after the other while two wait: each must get one.
void TwoValuesForTwo(size_t capacity) {
  auto queue = NewBoundedQueue(capacity);
  int got[3] = {0, 0, 0};
  kit::RunThreads(3, [&](int i) {
    if (i == 0) {
      queue->Push(1);
      queue->Push(2);
    } else {
      got[i] = queue->Pop();
    }
  });
  EXPECT_EQ(got[1] + got[2], 3) << "each value is popped once";
}

TEST(Explore, TwoConsumers) { TwoValuesForTwo(1); }
TEST(Explore, RoomForTwo) { TwoValuesForTwo(2); }

TEST(Explore, AWaitingConsumerAndAThief) {
  auto queue = NewBoundedQueue(1);
  int stolen = 0;
  int got = 0;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      got = queue->Pop();
    } else {
      queue->Push(1);
      if (queue->TryPop(&stolen)) queue->Push(2);
    }
  });
  EXPECT_EQ(got, stolen == 1 ? 2 : 1) << "a value was popped twice";
  EXPECT_EQ(queue->Size(), 0u);
}

// TryPop and TryPush wait for nobody, also when somebody waits in Pop or in Push.
TEST(Explore, TryPopBesideAWaitingConsumer) {
  auto queue = NewBoundedQueue(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_EQ(queue->Pop(), 1);
    } else {
      int nothing;
      EXPECT_FALSE(queue->TryPop(&nothing)) << "nothing was pushed yet";
      queue->Push(1);
    }
  });
}

TEST(Explore, TryPushBesideAWaitingProducer) {
  auto queue = NewBoundedQueue(1);
  queue->Push(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      queue->Push(2);
    } else {
      EXPECT_FALSE(queue->TryPush(3)) << "the queue is full";
      EXPECT_EQ(queue->Pop(), 1);
    }
  });
  EXPECT_EQ(queue->Pop(), 2);
}

TEST(Explore, TryPushWakesAConsumer) {
  auto queue = NewBoundedQueue(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_EQ(queue->Pop(), 1);
    } else {
      while (!queue->TryPush(1)) sched_yield();
    }
  });
}

TEST(Explore, TryPopWakesAProducer) {
  auto queue = NewBoundedQueue(1);
  queue->Push(1);
  int got = 0;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      queue->Push(2);
    } else {
      while (!queue->TryPop(&got)) sched_yield();
    }
  });
  EXPECT_EQ(got, 1);
  EXPECT_EQ(queue->Pop(), 2);
}

TEST(Explore, SizeWhileOthersPush) {
  auto queue = NewBoundedQueue(2);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      queue->Push(1);
    } else {
      EXPECT_LE(queue->Size(), 1u);
    }
  });
}

// Two wait, and what they wait for comes twice, by either sort of call: each of them must go on.
TEST(Explore, ValuesForTwoByTryPush) {
  auto queue = NewBoundedQueue(2);
  int got[3] = {0, 0, 0};
  kit::RunThreads(3, [&](int i) {
    if (i == 0) {
      for (int value : {1, 2}) {
        while (!queue->TryPush(value)) sched_yield();
      }
    } else {
      got[i] = queue->Pop();
    }
  });
  EXPECT_EQ(got[1] + got[2], 3) << "each value is popped once";
}

// Two wait for a place, and two values leave.
void TwoPlacesForTwo(const std::function<int(BoundedQueue&)>& take) {
  auto queue = NewBoundedQueue(2);
  for (int value : {1, 2}) queue->Push(value);
  kit::RunThreads(3, [&](int i) {
    if (i != 0) return queue->Push(2 + i);
    for (int value : {1, 2}) EXPECT_EQ(take(*queue), value);
  });
  EXPECT_EQ(queue->Size(), 2u);
}

TEST(Explore, PlacesForTwo) {
  TwoPlacesForTwo([](BoundedQueue& queue) { return queue.Pop(); });
}

TEST(Explore, PlacesForTwoByTryPop) {
  TwoPlacesForTwo([](BoundedQueue& queue) {
    int got = 0;
    while (!queue.TryPop(&got)) sched_yield();
    return got;
  });
}

TEST(Explore, SizeWhileAValueGoesThrough) {
  auto queue = NewBoundedQueue(1);
  kit::RunThreads(3, [&](int i) {
    if (i == 0) {
      queue->Push(1);
    } else if (i == 1) {
      EXPECT_EQ(queue->Pop(), 1);
    } else {
      EXPECT_LE(queue->Size(), 1u);
    }
  });
}

// A consumer is woken for a value that somebody else has taken by the time it looks.
TEST(Stress, AWokenConsumerLooksAgain) {
  const int rounds = kit::RandomBetween(25, 35);
  auto queue = NewBoundedQueue(1);
  std::vector<std::atomic<int>> popped(rounds);
  const auto once = [&](int value) {
    EXPECT_EQ(popped[value].fetch_add(1, std::memory_order_relaxed), 0)
        << "value " << value << " was popped twice";
  };
  kit::Watched consumer;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      consumer.IAmHere();
      for (int value = queue->Pop(); value != -1; value = queue->Pop()) once(value);
      return;
    }
    for (int n = 0; n < rounds; ++n) {
      consumer.FallsAsleep(100);
      queue->Push(n);
      int stolen;
      if (queue->TryPop(&stolen)) once(stolen);
    }
    queue->Push(-1);
  });
  EXPECT_EQ(queue->Size(), 0u);
}

// A producer is woken for room that somebody else has filled by the time it looks.
TEST(Stress, AWokenProducerLooksAgain) {
  const int rounds = kit::RandomBetween(25, 35);
  auto queue = NewBoundedQueue(1);
  queue->Push(0);
  kit::Watched producer;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      producer.IAmHere();
      for (int n = 0; n < rounds; ++n) queue->Push(n);
      return;
    }
    for (int n = 0; n < rounds; ++n) {
      producer.FallsAsleep(100);
      queue->Pop();
      if (!queue->TryPush(n)) continue;  // the producer was faster
      producer.FallsAsleep(100);
      EXPECT_LE(queue->Size(), 1u) << "the queue has room for one value";
      int value;
      while (!queue->TryPop(&value)) sched_yield();  // it may meet the producer
    }
  });
  EXPECT_EQ(queue->Size(), 1u);
}

// Both kinds wait at once: two consumers for a value, then the producer for room.
TEST(Stress, TheRightOneWakesUp) {
  for (int round = 0; round < 10; ++round) {
    auto queue = NewBoundedQueue(1);
    kit::Watched consumers[2];
    std::atomic<int> sum = 0;
    kit::RunThreads(3, [&](int i) {
      if (i < 2) {
        consumers[i].IAmHere();
        sum.fetch_add(queue->Pop(), std::memory_order_relaxed);
        return;
      }
      for (const kit::Watched& consumer : consumers) consumer.FallsAsleep(100);
      queue->Push(1);
      queue->Push(2);
    });
    ASSERT_EQ(sum, 3);
  }
}

// TryPush and TryPop must wake who waits, as Push and Pop do.
TEST(Stress, TryCallsWakeToo) {
  for (int round = 0; round < 6; ++round) {
    auto queue = NewBoundedQueue(1);
    kit::Watched waiting;
    std::atomic<int> steps = 0;
    kit::RunThreads(2, [&](int i) {
      if (i == 0) {
        waiting.IAmHere();
        EXPECT_EQ(queue->Pop(), 1);
        queue->Push(2);
        steps.store(1, std::memory_order_relaxed);
        queue->Push(3);
        return;
      }
      waiting.FallsAsleep(100);
      while (!queue->TryPush(1)) sched_yield();  // it may meet the other one
      while (steps.load(std::memory_order_relaxed) == 0) sched_yield();
      waiting.FallsAsleep(100);
      int value = 0;
      while (!queue->TryPop(&value)) sched_yield();
      EXPECT_EQ(value, 2);
      EXPECT_EQ(queue->Pop(), 3);
    });
  }
}

// Several producers and consumers: each value comes out once, those of one producer in order.
TEST(Stress, EachValueOnceAndInOrder) {
  const int pairs = kit::RandomBetween(2, 3);
  const int values = kit::RandomBetween(20, 40);
  const size_t capacity = kit::RandomBetween(1, 3);
  auto queue = NewBoundedQueue(capacity);
  std::vector<std::atomic<int>> popped(pairs * values);
  kit::RunThreads(2 * pairs + 1, [&](int i) {
    if (i == 2 * pairs) {
      for (int n = 0; n < 500; ++n) EXPECT_LE(queue->Size(), capacity);
    } else if (i % 2 == 0) {
      for (int n = 0; n < values; ++n) queue->Push(i / 2 * values + n);
    } else {
      std::vector<int> last(pairs, -1);
      for (int n = 0; n < values; ++n) {
        const int value = queue->Pop();
        ASSERT_TRUE(value >= 0 && value < pairs * values) << "nobody pushed " << value;
        EXPECT_LT(last[value / values], value) << "the values of one producer changed places";
        last[value / values] = value;
        popped[value].fetch_add(1, std::memory_order_relaxed);
      }
    }
  });
  for (int i = 0; i < pairs * values; ++i) ASSERT_EQ(popped[i], 1) << "value " << i;
}

int Perform(BoundedQueue& queue, const Call& call) {
  int value = 0;
  switch (call.what) {
    case Call::kPush: queue.Push(call.value); return 0;
    case Call::kPop: return queue.Pop();
    case Call::kTryPush: return queue.TryPush(call.value) ? 0 : kRefused;
    case Call::kTryPop: return queue.TryPop(&value) ? value : kRefused;
  }
  return kRefused;
}

// In each history one thread pushes, one pops, and one does both; every other time without waiting.
TEST(Stress, CallsSeemToHappenAtOneMoment) {
  for (int round = 0; round < 8; ++round) {
    const size_t capacity = kit::RandomBetween(1, 2);
    auto queue = NewBoundedQueue(capacity);
    const bool wait = round % 2 == 0;
    kit::History<Call, int> history(3);
    const auto record = [&](int thread, Call call) {
      return history.Record(thread, call, [&] { return Perform(*queue, call); });
    };
    kit::RunThreads(3, [&](int i) {
      for (int n = 0; n < 6; ++n) {
        if (i == 0) record(i, {wait ? Call::kPush : Call::kTryPush, n});
        if (i == 1) record(i, {wait ? Call::kPop : Call::kTryPop, 0});
        // What the third thread adds it also takes out, so that nobody waits for ever.
        if (i == 2 && record(i, {Call::kTryPush, 100 + n}) != kRefused) {
          record(i, {wait ? Call::kPop : Call::kTryPop, 0});
        }
      }
    });
    const auto operations = history.Operations();
    ASSERT_TRUE(kit::IsLinearizable(QueueModel{capacity, {}}, WithoutExcused(operations)).ok)
        << "no order of these calls explains their results; the capacity is " << capacity << ":\n"
        << kit::Timeline(operations, Describe);
  }
}

}  // namespace
