// More tests of lab 6: who waits sleeps until then, and wakes in time.
#include <gtest/gtest.h>

#include "bounded_queue.h"
#include "labs/kit/sleeps.h"
#include "labs/kit/threads.h"

namespace {

void ExpectConsumersSleep(int consumers) {
  auto queue = NewBoundedQueue(1);
  kit::ExpectSleepsIn(
      "Pop", [&] { queue->Pop(); }, [&] { queue->Push(1); }, consumers);
}

TEST(Waiting, WaitersSleep) { ExpectConsumersSleep(1); }
TEST(Waiting, TwoWaitersLetEachOtherSleep) { ExpectConsumersSleep(2); }

// Who asks for the size waits for nobody: neither for who waits for a value, nor for a place.
TEST(Explore, SizeBesideAWaitingConsumer) {
  auto queue = NewBoundedQueue(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_EQ(queue->Pop(), 1);
    } else {
      EXPECT_EQ(queue->Size(), 0u);
      queue->Push(1);
    }
  });
}

TEST(Explore, SizeBesideAWaitingProducer) {
  auto queue = NewBoundedQueue(1);
  queue->Push(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      queue->Push(2);
    } else {
      EXPECT_EQ(queue->Size(), 1u);
      EXPECT_EQ(queue->Pop(), 1);
    }
  });
}

// Two bring values while two wait. One may be slow: what comes after it must not be forgotten.
TEST(Explore, TwoPushWhileTwoWait) {
  auto queue = NewBoundedQueue(2);
  int got[] = {0, 0};
  kit::RunThreads(4, [&](int i) {
    if (i < 2) {  // first: most schedules begin with their sleep
      got[i] = queue->Pop();
    } else {
      queue->Push(i - 1);
    }
  });
  EXPECT_EQ(got[0] + got[1], 3) << "each value is popped once";
}

// Two make room while two wait for it.
TEST(Explore, TwoPopWhileTwoWait) {
  auto queue = NewBoundedQueue(2);
  queue->Push(1);
  queue->Push(2);
  int got[] = {0, 0};
  kit::RunThreads(4, [&](int i) {
    if (i < 2) {
      queue->Push(i + 3);
    } else {
      got[i - 2] = queue->Pop();
    }
  });
  EXPECT_EQ(got[0] + got[1] + queue->Pop() + queue->Pop(), 10) << "each value is popped once";
}

}  // namespace
