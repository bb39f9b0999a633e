// More tests of lab 6: a queue knows nothing of another one.
#include <gtest/gtest.h>

#include <memory>

#include "bounded_queue.h"
#include "labs/kit/threads.h"

namespace {

// A queue knows nothing of another one.
TEST(Functional, QueuesHaveNothingInCommon) {
  auto one = NewBoundedQueue(2);
  auto other = NewBoundedQueue(3);
  for (int i = 0; i < 7; ++i) {
    one->Push(i);
    other->Push(10 + i);
    other->Push(20 + i);
    EXPECT_EQ(one->Size(), 1u);
    EXPECT_EQ(other->Size(), 2u);
    EXPECT_EQ(one->Pop(), i);
    EXPECT_EQ(other->Pop(), 10 + i);
    EXPECT_EQ(other->Pop(), 20 + i);
  }
}

// The values of one queue are for those who wait for that queue.
TEST(Explore, TwoQueuesAtOnce) {
  const std::unique_ptr<BoundedQueue> queues[] = {NewBoundedQueue(1), NewBoundedQueue(1)};
  kit::RunThreads(3, [&](int i) {
    if (i < 2) {
      EXPECT_EQ(queues[i]->Pop(), i);
    } else {
      for (int n = 0; n < 2; ++n) queues[n]->Push(n);
    }
  });
}

// So is the room.
TEST(Explore, TwoFullQueuesAtOnce) {
  const std::unique_ptr<BoundedQueue> queues[] = {NewBoundedQueue(1), NewBoundedQueue(1)};
  for (int n = 0; n < 2; ++n) queues[n]->Push(n);
  kit::RunThreads(3, [&](int i) {
    if (i < 2) return queues[i]->Push(2 + i);
    for (int n = 0; n < 2; ++n) EXPECT_EQ(queues[n]->Pop(), n);
  });
  for (int n = 0; n < 2; ++n) EXPECT_EQ(queues[n]->Pop(), 2 + n);
}

}  // namespace
