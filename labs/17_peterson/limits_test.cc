// More tests of lab 17: many doors, many times, and many threads one after the other.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <boost/thread/thread.hpp>
#include <memory>
#include <vector>

#include "door.h"

namespace {

// However many there are, and somebody inside each.
TEST(Functional, ThousandDoors) {
  std::vector<std::unique_ptr<Door>> doors;
  for (int i = 0; i < 1000; ++i) doors.push_back(NewDoor());
  for (int i = 0; i < 1000; ++i) doors[i]->Enter(i % 2);
  for (int i = 0; i < 1000; ++i) doors[i]->Leave(i % 2);
}

// A side is one thread at a time, and later another one.
TEST(Functional, EachTimeAnotherThread) {
  const auto door = NewDoor();
  int moves = 0;
  for (int i = 0; i < 8; ++i) {
    boost::thread([&, side = i / 2 % 2] {
      door->Enter(side);
      ++moves;
      door->Leave(side);
    }).join();
  }
  EXPECT_EQ(moves, 8);
}

// The other one waits, also when a number of 8 or 16 bits begins anew.
TEST(Functional, AfterManyTimes) {
  for (int times : {240, 241, 65'520, 65'521}) {
    const auto door = NewDoor();
    bool in_use = false;
    for (int i = 0; i < times; ++i) {
      door->Enter(1);
      door->Leave(1);
    }
    for (int i = 0; i < 10; ++i) {
      door->Enter(0);
      in_use = true;
      std::atomic<bool> there{false};
      boost::thread other([&] {
        there = true;
        door->Enter(1);
        EXPECT_FALSE(in_use) << "both sides are inside";
        door->Leave(1);
      });
      while (!there) sched_yield();
      for (int n = 0; n < 100; ++n) sched_yield();
      in_use = false;
      door->Leave(0);
      other.join();
    }
  }
}

}  // namespace
