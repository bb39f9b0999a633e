// More tests of lab 6: who waits sleeps until then.
#include <gtest/gtest.h>

#include "bounded_queue.h"
#include "labs/kit/sleeps.h"

namespace {

void ExpectConsumersSleep(int consumers) {
  auto queue = NewBoundedQueue(1);
  kit::ExpectSleepsIn(
      "Pop", [&] { queue->Pop(); }, [&] { queue->Push(1); }, consumers);
}

TEST(Waiting, WaitersSleep) { ExpectConsumersSleep(1); }
TEST(Waiting, TwoWaitersLetEachOtherSleep) { ExpectConsumersSleep(2); }

}  // namespace
