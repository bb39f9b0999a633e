// More tests of lab 6: who waits sleeps until then.
#include <gtest/gtest.h>
#include <sched.h>

#include <vector>

#include "bounded_queue.h"
#include "labs/kit/threads.h"
#include "labs/kit/watched.h"

namespace {

// Who must wait sleeps until it is woken, instead of asking again and again, or waking another one
// who waits.
void ExpectConsumersSleep(int consumers) {
  auto queue = NewBoundedQueue(1);
  std::vector<kit::Watched> watched(consumers);
  kit::RunThreads(consumers + 1, [&](int i) {
    if (i < consumers) {
      watched[i].IAmHere();
      queue->Pop();
      return;
    }
    for (const kit::Watched& consumer : watched) {
      EXPECT_TRUE(consumer.FallsAsleepWithin(0.3)) << "Pop keeps a processor busy while it waits";
    }
    const long limit = kit::Sleeps(watched) + 5 * consumers;
    for (int n = 0; n < 4000 && kit::Sleeps(watched) < limit; ++n) sched_yield();
    EXPECT_LT(kit::Sleeps(watched), limit) << "Pop wakes up again and again though nothing came";
    for (int n = 0; n < consumers; ++n) queue->Push(n);
  });
}

TEST(Waiting, WaitersSleep) { ExpectConsumersSleep(1); }
TEST(Waiting, TwoWaitersLetEachOtherSleep) { ExpectConsumersSleep(2); }

}  // namespace
