// The tests of lab 19: an object is destroyed once, by the last holder, and by nobody earlier.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <vector>

#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"
#include "tile.h"

namespace {

TEST(Functional, TheLastDropDestroys) {
  Table table;
  auto* tile = new Tile(table);
  tile->Hold();
  tile->Drop();
  EXPECT_EQ(table.Destroyed(), 0) << "somebody still holds it";
  tile->Drop();
  EXPECT_EQ(table.Destroyed(), 1) << "nobody holds it any more";
  EXPECT_EQ(table.Find(), nullptr);
}

TEST(Functional, WhoFindsItHoldsIt) {
  Table table;
  auto* tile = new Tile(table);
  EXPECT_EQ(table.Find(), tile);
  tile->Drop();
  EXPECT_EQ(table.Destroyed(), 0) << "who found it holds it";
  tile->Drop();
  EXPECT_EQ(table.Destroyed(), 1);
}

TEST(Functional, ManyHolders) {
  for (const int holders : {255, 256, 70000, 1000000}) {
    Table table;
    auto* tile = new Tile(table);
    for (int i = 1; i < holders; ++i) tile->Hold();
    for (int i = 1; i < holders && table.Destroyed() == 0; ++i) tile->Drop();
    EXPECT_EQ(table.Destroyed(), 0) << "of " << holders << " holders one is left";
    if (table.Destroyed() == 0) tile->Drop();
    EXPECT_EQ(table.Destroyed(), 1);
  }
}

TEST(Functional, ADestructorDropsAnother) {
  Table tables[2];
  auto* inner = new Tile(tables[0]);
  auto* outer = new Tile(tables[1], [&](Tile&) {
    inner->Drop();
    EXPECT_EQ(tables[0].Destroyed(), 1) << "Drop() has returned, and was the last one";
  });
  outer->Drop();
  EXPECT_EQ(tables[0].Destroyed(), 1);
  EXPECT_EQ(tables[1].Destroyed(), 1);
}

// What the destructor finds in the cells.
struct Farewell {
  void operator()(Tile& tile) const { EXPECT_EQ(tile.Sum(), sum) << "something was not written"; }
  int sum;
};

TEST(Explore, TwoHoldersDrop) {
  Table table;
  auto* tile = new Tile(table, Farewell{2});
  tile->Hold();
  kit::RunThreads(2, [&](int i) {
    tile->cells[i] = 1;
    tile->Drop();
  });
  EXPECT_EQ(table.Destroyed(), 1);
}

TEST(Explore, ThreeHoldersDrop) {
  Table table;
  auto* tile = new Tile(table, Farewell{3});
  tile->Hold();
  tile->Hold();
  kit::RunThreads(3, [&](int i) {
    tile->cells[i] = 1;
    tile->Drop();
  });
  EXPECT_EQ(table.Destroyed(), 1);
}

TEST(Explore, HoldAndDrop) {
  Table table;
  auto* tile = new Tile(table, Farewell{2});
  tile->Hold();
  kit::RunThreads(2, [&](int i) {
    tile->Hold();
    tile->Drop();
    tile->cells[i] = 1;
    tile->Drop();
  });
  EXPECT_EQ(table.Destroyed(), 1);
}

// Its memory is still there, but nobody holds it, so nobody can get hold of it.
TEST(Explore, LookedUpDuringTheDestructor) {
  Table table;
  Tile* found[2];
  auto* tile =
      new Tile(table, [&](Tile&) { kit::RunThreads(2, [&](int i) { found[i] = table.Find(); }); });
  tile->Drop();
  EXPECT_TRUE(found[0] == nullptr && found[1] == nullptr) << "it came back from the dead";
}

TEST(Explore, LookedUpDuringTheLastDrop) {
  Table table;
  auto* tile = new Tile(table);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      tile->cells[0] = 1;
      tile->Drop();
    } else if (Tile* found = table.Find()) {
      found->cells[1] = 1;
      found->Drop();
    }
  });
  EXPECT_EQ(table.Destroyed(), 1);
}

TEST(Explore, TwoLookItUpDuringTheLastDrop) {
  Table table;
  auto* tile = new Tile(table);
  kit::RunThreads(3, [&](int i) {
    if (i == 0) {
      tile->Drop();
    } else if (Tile* found = table.Find()) {
      found->cells[i] = 1;
      found->Drop();
    }
  });
  EXPECT_EQ(table.Destroyed(), 1);
}

TEST(Explore, WhatIsHeldIsFound) {
  Table table;
  auto* tile = new Tile(table);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      tile->Hold();
      tile->Drop();
      return;
    }
    Tile* found = table.Find();
    EXPECT_EQ(found, tile) << "HoldUnlessGone returned false, but somebody holds it all the time";
    if (found != nullptr) found->Drop();
  });
  EXPECT_EQ(table.Destroyed(), 0);
  tile->Drop();
  EXPECT_EQ(table.Destroyed(), 1);
}

TEST(Explore, ADestructorDropsAnother) {
  Table tables[2];
  auto* inner = new Tile(tables[0], Farewell{2});
  inner->Hold();
  auto* outer = new Tile(tables[1], [inner](Tile&) {
    inner->cells[0] = 1;
    inner->Drop();
  });
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      outer->Drop();
    } else {
      inner->cells[1] = 1;
      inner->Drop();
    }
  });
  EXPECT_EQ(tables[0].Destroyed(), 1);
  EXPECT_EQ(tables[1].Destroyed(), 1);
}

// All threads hold, drop and look up the same tile, until the last one is gone.
TEST(Stress, ManyHoldOneTile) {
  for (int round = 0; round < 20; ++round) {
    const int threads = kit::RandomBetween(2, 5);
    const int rounds = kit::RandomBetween(1, 50);
    Table table;
    std::atomic<int> finds = 0;
    std::vector<int> found(threads, 0);
    auto* tile = new Tile(table, [&](Tile&) {
      for (int n : found) finds += n;
    });
    for (int i = 1; i < threads; ++i) tile->Hold();
    kit::RunThreads(threads, [&](int i) {
      for (int n = 0; n < rounds; ++n) {
        tile->Hold();
        if (Tile* seen = table.Find()) {
          ++found[i];
          seen->Drop();
        }
        tile->Drop();
      }
      tile->Drop();
      while (Tile* seen = table.Find()) {
        seen->Drop();
        sched_yield();
      }
    });
    ASSERT_EQ(table.Destroyed(), 1);
    ASSERT_EQ(finds, threads * rounds) << "HoldUnlessGone returned false, but it was held";
  }
}

// Two destructors are at work at the same time.
TEST(Parallel, TwoAreDestroyedAtOnce) {
  Table tables[2];
  kit::Rendezvous meeting(2);
  Tile* tiles[2];
  for (int i = 0; i < 2; ++i) tiles[i] = new Tile(tables[i], [&](Tile&) { meeting.Meet(); });
  kit::RunThreads(2, [&](int i) { tiles[i]->Drop(); });
}

// A destructor goes on only when another thread has used some other tile.
TEST(Parallel, OthersAreUsedDuringADestructor) {
  Table tables[2];
  kit::Rendezvous meeting(2);
  std::atomic<bool> begun = false;
  auto* slow = new Tile(tables[0], [&](Tile&) {
    begun.store(true, std::memory_order_relaxed);
    meeting.Meet();
  });
  auto* other = new Tile(tables[1]);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      slow->Drop();
      return;
    }
    while (!begun.load(std::memory_order_relaxed)) sched_yield();
    other->Hold();
    EXPECT_EQ(tables[1].Find(), other);
    for (int n = 0; n < 3; ++n) other->Drop();
    meeting.Meet();
  });
}

}  // namespace
