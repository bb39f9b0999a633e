// The tests of lab 17: never both inside, and nobody waits in vain.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>

#include "door.h"
#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"

namespace {

// Plain variables: only the door keeps the two sides apart.
struct Arm {
  int moves = 0;
  bool in_use = false;
};

void Use(Door& door, int side, Arm& arm) {
  door.Enter(side);
  EXPECT_FALSE(arm.in_use) << "both sides are inside";
  arm.in_use = true;
  ++arm.moves;
  arm.in_use = false;
  door.Leave(side);
}

// Each side uses the arm so often.
void Together(int first, int second) {
  const auto door = NewDoor();
  Arm arm;
  const int times[] = {first, second};
  kit::RunThreads(2, [&](int side) {
    for (int i = 0; i < times[side]; ++i) Use(*door, side, arm);
  });
  EXPECT_EQ(arm.moves, first + second) << "a move was lost: both sides were inside";
}

TEST(Functional, OneSideAlone) {
  const auto door = NewDoor();
  Arm arm;
  for (int i = 0; i < 5; ++i) Use(*door, 0, arm);
  EXPECT_EQ(arm.moves, 5);
}

TEST(Functional, TheOtherSideAlone) {
  const auto door = NewDoor();
  Arm arm;
  for (int i = 0; i < 5; ++i) Use(*door, 1, arm);
  EXPECT_EQ(arm.moves, 5);
}

TEST(Functional, OneAfterTheOther) {
  const auto door = NewDoor();
  Arm arm;
  for (int i = 0; i < 6; ++i) Use(*door, i / 2 % 2, arm);
  EXPECT_EQ(arm.moves, 6);
}

TEST(Functional, DoorsHaveNothingInCommon) {
  const auto one = NewDoor(), other = NewDoor();
  one->Enter(0);
  other->Enter(1);
  other->Leave(1);
  one->Leave(0);
}

TEST(Explore, BothOnce) { Together(1, 1); }

TEST(Explore, OneComesBack) { Together(2, 1); }

TEST(Explore, TheOtherOneComesBack) { Together(1, 2); }

TEST(Explore, BothTwice) { Together(2, 2); }

// Who comes to another door changes nothing here, whichever side it is.
void BesideAnotherDoor(int its_side) {
  const auto door = NewDoor(), other = NewDoor();
  Arm arm, another;
  kit::RunThreads(3, [&](int i) {
    if (i < 2) {
      Use(*door, i, arm);
    } else {
      Use(*other, its_side, another);
    }
  });
  EXPECT_EQ(arm.moves, 2) << "a move was lost: both sides were inside";
  EXPECT_EQ(another.moves, 1);
}

TEST(Explore, OneComesToAnotherDoor) { BesideAnotherDoor(0); }

TEST(Explore, TheOtherOneComesToAnotherDoor) { BesideAnotherDoor(1); }

// However long the other one stays inside.
TEST(Explore, OneStaysInsideForLong) {
  const auto door = NewDoor();
  Arm arm;
  kit::RunThreads(2, [&](int side) {
    if (side == 1) return Use(*door, side, arm);
    door->Enter(side);
    arm.in_use = true;
    for (int n = 0; n < 3000; ++n) sched_yield();
    arm.in_use = false;
    door->Leave(side);
  });
}

TEST(Stress, BothAtFullSpeed) {
  for (int round = 0; round < 10; ++round) {
    Together(kit::RandomBetween(50, 200), kit::RandomBetween(50, 200));
  }
}

// Two doors, with somebody inside each.
TEST(Parallel, DoorsDoNotWaitForEachOther) {
  const std::unique_ptr<Door> doors[] = {NewDoor(), NewDoor()};
  kit::Rendezvous both_inside(2);
  kit::RunThreads(2, [&](int i) {
    doors[i]->Enter(i);
    both_inside.Meet();
    doors[i]->Leave(i);
  });
}

// The explorer lets both sides go step by step, as with a processor for each, and they come to the
// door with all differences of time. Who only steps back for the other one, as that one does for
// him, does so for ever.
TEST(Scaling, StepByStep) {
  const auto door = NewDoor();
  Arm arm;
  kit::Rendezvous both(2);
  std::atomic<int> elsewhere[2] = {};
  kit::RunThreads(2, [&](int side) {
    for (int difference = -12; difference <= 12; ++difference) {
      both.Meet();
      const int steps = side == 0 ? difference : -difference;
      for (int step = 0; step < steps; ++step) ++elsewhere[side];
      Use(*door, side, arm);
    }
  });
  EXPECT_EQ(arm.moves, 50);
}

}  // namespace
