// Tests of vector clocks, synchronisation objects and shadow memory.
#include <gmock/gmock.h>

#include "checker/runtime/shadow.h"
#include "checker/runtime/sync_object.h"
#include "checker/runtime/vector_clock.h"
#include "tests/unit/runtime/stand_in.h"

namespace racelab::rt {
namespace {

using ::testing::ElementsAre;

std::vector<uint32_t> Clock(const uint32_t* clock) { return {clock, clock + 4}; }

TEST(VectorClock, EpochsKeepTaskAndTime) {
  const Epoch last = MakeEpoch(trace::kMaxTasks - 1, kTimeMask);
  EXPECT_EQ(TaskOf(last), trace::kMaxTasks - 1);
  EXPECT_EQ(TimeOf(last), kTimeMask);
  EXPECT_NE(TaskOf(last), TaskOf(kShared));
}

TEST(VectorClock, JoinTakesTheLaterOfEach) {
  uint32_t a[4] = {1, 5, 0, 2};
  const uint32_t b[4] = {3, 4, 0, 2};
  EXPECT_EQ(FirstLater(a, b, 4), 1u);
  Join(a, b, 4);
  EXPECT_THAT(Clock(a), ElementsAre(3, 5, 0, 2));
  EXPECT_EQ(FirstLater(b, a, 4), 4u);
  EXPECT_TRUE(Before(MakeEpoch(1, 5), a));
  EXPECT_FALSE(Before(MakeEpoch(2, 1), a));
}

class SyncObjectTest : public TablesTest {};

TEST_F(SyncObjectTest, AReleaseIsSeenByTheNextAcquireOnly) {
  SyncObject* lock = ObjectAt(0x1000);
  current = task(1);
  AcquireFrom(lock);  // nothing was released yet
  EXPECT_THAT(Clock(task(1)->clock), ElementsAre(0, 1, 0, 0));
  current = task(0);
  ReleaseTo(lock);  // and begins a new epoch, so that what follows is not seen
  EXPECT_EQ(task(0)->epoch, MakeEpoch(0, 2));
  current = task(1);
  AcquireFrom(lock);
  EXPECT_THAT(Clock(task(1)->clock), ElementsAre(1, 1, 0, 0));
  EXPECT_FALSE(Before(task(0)->epoch, task(1)->clock));
}

TEST_F(SyncObjectTest, ReleasesIntoOneClockAddUp) {
  uint32_t* posts = nullptr;
  const SyncObject* semaphore = ObjectAt(0x100);
  for (uint32_t i : {0, 1, 2}) {
    current = task(i);
    ReleaseInto(semaphore, posts);
  }
  EXPECT_THAT(Clock(posts), ElementsAre(1, 1, 1, 0));
}

TEST_F(SyncObjectTest, IsOneForEachAddressUntilTheMemoryIsGivenBack) {
  constexpr uintptr_t kBegin = 0x200ff0;  // the range crosses a page
  std::vector<SyncObject*> objects;
  for (uintptr_t at = kBegin; at < kBegin + 64; at += 4) objects.push_back(ObjectAt(at));
  for (size_t i = 0; i < objects.size(); ++i) {
    EXPECT_EQ(FindObject(kBegin + 4 * i), objects[i]);
    EXPECT_EQ(ObjectAt(kBegin + 4 * i), objects[i]);
  }
  ForgetObjects(kBegin + 4, 56);
  EXPECT_EQ(FindObject(kBegin), objects.front());
  for (size_t i = 1; i < 15; ++i) EXPECT_EQ(FindObject(kBegin + 4 * i), nullptr) << i;
  EXPECT_EQ(FindObject(kBegin + 60), objects.back());
  ForgetObjects(kBegin, 0);
  EXPECT_EQ(FindObject(kBegin), objects.front());
}

TEST_F(SyncObjectTest, AnObjectThatSomebodyWaitsAtIsNotForgotten) {
  SyncObject* condition = ObjectAt(0x3000);
  Enqueue(condition, task(1));
  ForgetObjects(0x3000, 48);
  EXPECT_EQ(FindObject(0x3000), condition);
}

TEST_F(SyncObjectTest, WaitersStandInTheOrderOfTheirArrival) {
  SyncObject* condition = ObjectAt(0x4000);
  for (uint32_t i : {2, 1, 3}) Enqueue(condition, task(i));
  Dequeue(task(1));
  Dequeue(task(0));  // waits nowhere
  EXPECT_EQ(condition->waiters, task(2));
  EXPECT_EQ(task(2)->next_waiter, task(3));
  EXPECT_EQ(task(3)->next_waiter, nullptr);
  EXPECT_EQ(task(1)->waits_in, nullptr);
}

TEST_F(SyncObjectTest, TooManyReleasesEndTheExecution) {
  task(0)->clock[0] = kTimeMask - 1;
  EXPECT_THROW(Tick(task(0)), Stopped);
}

class ShadowTest : public TablesTest {};

TEST_F(ShadowTest, EachPageOfMemoryHasOne) {
  EXPECT_EQ(FindPage(0x700000), nullptr);
  ShadowPage* page = PageOf(0x700123);
  EXPECT_EQ(PageOf(0x700fff), page);
  EXPECT_EQ(FindPage(0x700000), page);
  EXPECT_NE(PageOf(0x701000), page);
}

TEST_F(ShadowTest, ForgetClearsExactlyTheRange) {
  constexpr uintptr_t kBegin = 0x711ffc, kEnd = 0x712004;  // crosses a page
  for (uintptr_t at = kBegin - 1; at <= kEnd; ++at) PageOf(at)->cells[at & 4095].write = 7;
  Forget(kBegin, kEnd - kBegin);
  EXPECT_EQ(PageOf(kBegin - 1)->cells[(kBegin - 1) & 4095].write, 7u);
  for (uintptr_t at = kBegin; at < kEnd; ++at) EXPECT_EQ(PageOf(at)->cells[at & 4095].write, 0u);
  EXPECT_EQ(PageOf(kEnd)->cells[kEnd & 4095].write, 7u);
}

TEST_F(ShadowTest, OfABigBlockOnlyAccessedPagesAreMarkedFreed) {
  PageOf(0x800000);
  MarkFreed(0x800000, 1 << 20, true);
  EXPECT_TRUE(Bit(FindPage(0x800000)->freed, 3));
  EXPECT_EQ(FindPage(0x801000), nullptr);
  MarkFreed(0x900ff8, 16, true);  // a small one is marked where nobody was, too
  EXPECT_TRUE(Bit(FindPage(0x901000)->freed, 0));
  EXPECT_FALSE(Bit(FindPage(0x901000)->freed, 1));
  MarkFreed(0x900ff8, 16, false);
  EXPECT_FALSE(Bit(FindPage(0x901000)->freed, 0));
}

TEST_F(ShadowTest, ReadSetsAreToldFromEpochs) {
  const Epoch one = NewSet(false), two = NewSet(true);  // of private and of shared memory
  EXPECT_NE(SetAt(one), SetAt(two));
  EXPECT_EQ(TaskOf(one), TaskOf(kShared));
  SetAt(one)->times[trace::kMaxTasks - 1] = 9;  // room for every task
  EXPECT_EQ(SetAt(two)->times[0], 0u);
}

}  // namespace
}  // namespace racelab::rt
