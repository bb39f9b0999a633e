// More tests of lab 10: a map knows nothing of another one.
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "labs/kit/threads.h"
#include "shared_map.h"

namespace {

using Values = std::map<unsigned, long>;

void AddOne(long& value) { ++value; }

void Set(SharedMap& map, unsigned key, long to) {
  map.Update(key, [to](long& value) { value = to; });
}

// A map knows nothing of another one, not even during a change.
TEST(Functional, MapsHaveNothingInCommon) {
  auto one = NewSharedMap();
  auto other = NewSharedMap();
  Set(*one, 1, 10);
  Set(*other, 2, 20);
  EXPECT_EQ(one->Snapshot(), (Values{{1, 10}}));
  EXPECT_EQ(other->Snapshot(), (Values{{2, 20}}));
  one->Update(1, [&](long& value) {
    other->Update(1, [&](long& there) { there = value + 1; });
    Set(*other, 3, 5);
    EXPECT_TRUE(other->Erase(3));
    EXPECT_EQ(other->Size(), 2u);
    EXPECT_EQ(other->Snapshot(), (Values{{1, 11}, {2, 20}}));
    ++value;
  });
  EXPECT_TRUE(other->Erase(2));
  EXPECT_EQ(one->Size(), 1u);
  EXPECT_EQ(one->Snapshot(), (Values{{1, 11}}));
}

// Two maps, and whoever uses one has no business with the other.
TEST(Explore, TwoMapsAtOnce) {
  const std::unique_ptr<SharedMap> maps[] = {NewSharedMap(), NewSharedMap()};
  kit::RunThreads(2, [&](int i) {
    Set(*maps[i], 0, 1 + i);
    maps[i]->Update(0, AddOne);
    EXPECT_EQ(maps[i]->Size(), 1u);
    EXPECT_EQ(maps[i]->Snapshot(), (Values{{0, 2 + i}}));
  });
}

}  // namespace
