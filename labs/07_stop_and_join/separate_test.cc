// More tests of lab 7: a pool knows nothing of another one.
#include <gtest/gtest.h>

#include <future>
#include <memory>

#include "pool.h"

namespace {

// A pool knows nothing of another one: not of its tasks, nor of its failures or its end.
TEST(Explore, PoolsHaveNothingInCommon) {
  std::promise<void> failed, ran;
  bool done = false;
  auto one = NewPool(1);
  auto other = NewPool(1);
  EXPECT_TRUE(one->Submit([] { throw 42; }));
  EXPECT_TRUE(one->Submit([&] { failed.set_value(); }));
  failed.get_future().wait();
  EXPECT_EQ(other->Failed(), 0);
  one->Close();
  EXPECT_TRUE(other->Submit([&] { ran.set_value(); })) << "another pool was closed";
  one.reset();
  ran.get_future().wait();
  EXPECT_TRUE(other->Submit([&] { done = true; })) << "another pool was destroyed";
  other.reset();
  EXPECT_TRUE(done);
  EXPECT_EQ(NewPool(1)->Failed(), 0) << "these were failures of a pool that is gone";
}

// The news of one pool are for its own workers.
TEST(Explore, TwoPoolsAtOnce) {
  std::promise<void> ran[2];
  const std::unique_ptr<Pool> pools[] = {NewPool(1), NewPool(1)};
  for (int i : {0, 1}) EXPECT_TRUE(pools[i]->Submit([&ran, i] { ran[i].set_value(); }));
  for (int i : {0, 1}) ran[i].get_future().wait();
}

TEST(Explore, ATaskUsesAnotherPool) {
  bool ran = false;
  auto other = NewPool(1);
  auto pool = NewPool(1);
  EXPECT_TRUE(pool->Submit([&] { EXPECT_TRUE(other->Submit([&] { ran = true; })); }));
  pool.reset();
  other.reset();
  EXPECT_TRUE(ran) << "what was accepted has run when the pool is gone";
}

}  // namespace
