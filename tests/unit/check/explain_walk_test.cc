// Tests of what the player gets: values, locks, arrows, the cycle, sources, many steps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/explained_program.h"

namespace racelab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

trace::Finding RaceOn(uint64_t address) {
  trace::Finding found = Found(Kind::kDataRace);
  found.op[0] = Op::kRead;
  found.op[1] = Op::kWrite;
  found.task[0] = 2;
  found.task[1] = 1;
  found.size = 8;
  found.address = address;
  found.stack[0] = found.stack[1] = At("hits++;");
  return found;
}

TEST(ExplainWalkTest, ARaceHasValuesAndWhoReadWhat) {
  const uint64_t hits = Address("hits");
  const Finding finding = Explained(RaceOn(hits), {Do(1, Op::kRead, hits, "hits++;", 7, 7),
                                                   Do(1, Op::kWrite, hits, "hits++;", 7, 8),
                                                   Do(2, Op::kRead, hits, "hits++;", 8, 8)});
  ASSERT_THAT(finding.walk.steps, SizeIs(2));
  EXPECT_THAT(finding.walk.steps[0].accesses, ElementsAre(Access{"hits", "7", "8", true}));
  EXPECT_THAT(finding.walk.steps[1].accesses, ElementsAre(Access{"hits", "8", "", false}));
  EXPECT_THAT(finding.walk.steps[1].reads_from, ElementsAre(0));
  EXPECT_THAT(finding.walk.steps[1].after, IsEmpty());
  ASSERT_THAT(finding.walk.sources, SizeIs(1));
  EXPECT_EQ(finding.walk.sources[0].file, "explain_program.cc");
  EXPECT_THAT(finding.walk.sources[0].text, HasSubstr("hits++;"));
}

// Each locks, but not the same lock: the story needs it, although one task alone uses each lock.
TEST(ExplainWalkTest, ARaceShowsTheWrongLocks) {
  const uint64_t hits = Address("hits");
  const Finding finding = Explained(
      RaceOn(hits),
      {Do(1, Op::kLock, Address("a"), "first(a)"), Do(1, Op::kWrite, hits, "hits++;", 7, 8),
       Do(2, Op::kLock, Address("b"), "upper(b)"), Do(2, Op::kRead, hits, "hits++;", 8, 8)});
  ASSERT_THAT(finding.walk.steps, SizeIs(4));
  EXPECT_THAT(finding.walk.steps[1].held, ElementsAre("a"));
  EXPECT_THAT(finding.walk.steps[3].held, ElementsAre("b"));
  EXPECT_THAT(finding.steps, SizeIs(2));
}

TEST(ExplainWalkTest, ADeadlockHasItsCycleAndWhoHoldsWhat) {
  trace::Finding found = Found(Kind::kDeadlock);
  found.waiting_count = 2;
  found.waiting[0] = Wait(1, Op::kLock, Address("b"), "second(b)", 2);
  found.waiting[1] = Wait(2, Op::kLock, Address("a"), "lower(a)", 1);
  const Finding finding = Explained(found, {Do(1, Op::kLock, Address("a"), "first(a)"),
                                            Do(2, Op::kLock, Address("b"), "upper(b)")});
  EXPECT_THAT(finding.cycle, ElementsAre(1, 2));
  ASSERT_THAT(finding.steps, SizeIs(4));
  EXPECT_THAT(finding.steps[2].held, ElementsAre("a"));
  EXPECT_EQ(finding.steps[2].waits_for, "b");
  EXPECT_EQ(finding.steps[2].holder, 2);
}

TEST(ExplainWalkTest, LocksOrderSteps) {
  const uint64_t m = kBox + 16, hits = Address("hits");
  std::vector<Event> events;
  for (const int task : {1, 2}) {
    events.push_back(Do(task, Op::kLock, m, "m_.lock()"));
    events.push_back(Do(task, Op::kWrite, hits, "hits++;", 0, 1));
    events.push_back(Do(task, Op::kUnlock, m, "m_.unlock()"));
  }
  const Walk walk = WalkOf(Ran(Found(Kind::kNone), events), Program::Get().Facts());
  ASSERT_THAT(walk.steps, SizeIs(6));
  EXPECT_THAT(walk.steps[3].after, ElementsAre(2));
  EXPECT_THAT(walk.steps[4].held, ElementsAre("m_"));
}

// The report leaves out what one task writes and another one only reads; the player does not.
TEST(ExplainWalkTest, WhatIsHandedOverIsShown) {
  Event start = Do(0, Op::kCreate, 0, "new Mailbox");
  start.other = 1;
  const uint64_t hits = Address("hits"), counts = Address("counts");
  const Walk walk = WalkOf(Ran(Found(Kind::kNone), {Do(0, Op::kWrite, counts, "counts[2]", 0, 3),
                                                    start, Do(1, Op::kWrite, hits, "hits++;", 0, 1),
                                                    Do(1, Op::kRead, counts, "counts[2]", 3, 3),
                                                    Do(2, Op::kRead, hits, "hits++;", 1, 1)}),
                           Program::Get().Facts());
  ASSERT_THAT(walk.steps, SizeIs(3));  // without counts, which were set up before
  EXPECT_THAT(walk.steps[1].accesses, ElementsAre(Access{"hits", "", "1", true}));
  EXPECT_THAT(walk.steps[1].after, ElementsAre(0));
  EXPECT_THAT(walk.steps[2].reads_from, ElementsAre(1));
}

// More than a report tells: the player has them all, up to kMaxWalk, and arrows lead to right
// steps.
TEST(ExplainWalkTest, ManySteps) {
  const uint64_t hits = Address("hits"), counts = Address("counts");
  std::vector<Event> events;
  for (int i = 0; i < 12'000; ++i) {
    const int task = 1 + i % 2;
    const uint64_t value = static_cast<uint64_t>(i);
    events.push_back(Do(task, Op::kWrite, i % 3 == 0 ? counts : hits,
                        i % 3 == 0 ? "counts[2]" : "hits++;", value, value + 1));
  }
  events.push_back(Do(1, Op::kRead, hits, "if (full_) return;", 12'000, 12'000));
  trace::Finding found = Found(Kind::kAssertion);
  found.task[0] = 1;
  found.stack[0] = At("return bank.Pay(60)");
  const Finding finding = Explained(found, events);
  EXPECT_THAT(finding.steps, SizeIs(40));
  ASSERT_THAT(finding.walk.steps, SizeIs(kMaxWalk));
  for (const std::vector<Step>* steps : {&finding.steps, &finding.walk.steps}) {
    const size_t read = steps->size() - 2;
    EXPECT_EQ((*steps)[read].source, "if (full_) return;");
    ASSERT_THAT((*steps)[read].reads_from, SizeIs(1));
    EXPECT_EQ((*steps)[(*steps)[read].reads_from[0]].accesses[0].wrote, "12000");
  }
}

}  // namespace
}  // namespace racelab
