// Tests of what decides who runs: the plan's decisions, the rules, fairness, work and span.
#include <gmock/gmock.h>

#include "checker/runtime/choice.h"
#include "checker/runtime/decisions.h"
#include "checker/runtime/last_writes.h"
#include "checker/runtime/rules.h"
#include "checker/runtime/spans.h"
#include "tests/unit/runtime/stand_in.h"

namespace racelab::rt {
namespace {

TEST(LastWrites, KnowsTheLastOfEachAddress) {
  static LastWrites writes;
  EXPECT_EQ(writes.Of(0x10), 0u);
  for (uint32_t i = 1; i <= 1000; ++i) writes.Note(i << 4, i);
  writes.Note(5 << 4, 2000);
  writes.Note(0, 3000);  // an operation on no object
  for (uint32_t i = 1; i <= 1000; ++i) EXPECT_EQ(writes.Of(i << 4), i == 5 ? 2000 : i);
}

// What is known when the table is full depends on the order of the writes, not on their addresses.
TEST(LastWrites, AFullTableForgetsTheLatestWhateverTheAddresses) {
  for (const uintptr_t base : {uintptr_t{0x1000}, uintptr_t{0x7fff12345000}}) {
    static LastWrites tables[2];
    LastWrites& writes = tables[base != 0x1000];
    constexpr uint32_t kRoom = (1 << 14) * 3 / 4;
    for (uint32_t i = 0; i < kRoom + 10; ++i) writes.Note(base + 8 * i, i + 1);
    EXPECT_EQ(writes.Of(base + 8 * (kRoom - 1)), kRoom);
    EXPECT_EQ(writes.Of(base + 8 * kRoom), 0u);
  }
}

class RulesTest : public TablesTest {
 protected:
  std::vector<Candidate> All() {
    std::vector<Candidate> all;
    for (uint32_t i = 0; i < kTasks; ++i) all.push_back({task(i), Mode::kRun});
    return all;
  }
  uint32_t Choice() { return Choose(All().data(), kTasks, 0, task(0)); }
};

TEST_F(RulesTest, OperationsConflictOnOneObjectUnlessAllRead) {
  // One object at two addresses, as in two processes: the place decides.
  const Pending read{Op::kRead, 1, 0x10, 0, false, 0, 0x90};
  const Pending write{Op::kWrite, 2, 0x20, 0, false, 0, 0x90};
  const Pending elsewhere{Op::kWrite, 3, 0x20, 0, false, 0, 0x98};
  const Pending nowhere{Op::kExit, 4, 0, 0, false, 0};
  EXPECT_FALSE(Conflict(read, read));
  EXPECT_TRUE(Conflict(read, write));
  EXPECT_FALSE(Conflict(write, elsewhere));
  EXPECT_FALSE(Conflict(nowhere, nowhere));
}

TEST_F(RulesTest, StayStaysAndPrioritiesDecide) {
  EXPECT_EQ(Choice(), 0u);
  for (const trace::Rule rule : {trace::Rule::kPct, trace::Rule::kPos}) {
    plan_.rule = rule;
    for (uint32_t i = 0; i < kTasks; ++i) task(i)->priority = i == 2 ? 9 : 1;
    EXPECT_EQ(Choice(), 2u);
  }
}

TEST_F(RulesTest, WhoMustGiveWayIsLastUnderPct) {
  plan_.rule = trace::Rule::kPct;
  for (uint32_t i = 0; i < kTasks; ++i) PrepareTask(task(i));
  const uint32_t first = Choice();
  GiveWay(task(first));
  EXPECT_NE(Choice(), first);
}

// 2,000 draws of the three others, each expected 667 times: the odds to miss a bound of 100 for a
// right generator are below one in a million.
TEST_F(RulesTest, RandomLeavesForEachOtherAlike) {
  plan_.rule = trace::Rule::kRandom;
  plan_.switch_permille = 1000;
  int count[kTasks] = {};
  for (int i = 0; i < 2000; ++i) ++count[Choice()];
  EXPECT_EQ(count[0], 0);
  for (uint32_t i = 1; i < kTasks; ++i) EXPECT_NEAR(count[i], 667, 100);
}

TEST_F(RulesTest, NobodyWaitsForEverWhateverTheRule) {
  plan_.rule = trace::Rule::kPct;
  for (uint32_t i = 0; i < kTasks; ++i) task(i)->priority = i == 0 ? ~0ull : 1;
  std::vector<int> turns(kTasks);
  for (int i = 0; i < 20'000; ++i) {
    ++state.points;
    const Candidate next = ByRule(task(0), {task(0), Mode::kRun});
    next.task->waits = state.points;
    ++turns[next.task->id];
  }
  for (const int n : turns) EXPECT_GT(n, 0);
}

TEST_F(RulesTest, DecisionsAreFoundByTaskAndPoint) {
  plan_.decision_count = 3;
  plan_.decisions[0] = {1, 0, 2, Mode::kRun, {}};
  plan_.decisions[1] = {4, 1, 3, Mode::kRun, {}};
  plan_.decisions[2] = {4, 1, 2, Mode::kWake, {}};
  PlanDecisions();
  task(0)->points = 1;
  ASSERT_NE(Planned(task(0), About::kTurn), nullptr);
  EXPECT_EQ(Planned(task(0), About::kTurn)->next, 2);
  EXPECT_EQ(Planned(task(0), About::kWake), nullptr);
  task(1)->points = 3;
  EXPECT_EQ(Planned(task(1), About::kTurn), nullptr);
  task(1)->points = 4;
  EXPECT_EQ(Planned(task(1), About::kTurn)->next, 3);
  EXPECT_EQ(Planned(task(1), About::kWake)->next, 2);
}

TEST_F(RulesTest, TooManyDecisionsAreCutAndSaidToBe) {
  for (uint32_t i = 0; i < trace::kMaxDecisions; ++i) LogDecision(task(0), 1, Mode::kRun);
  EXPECT_EQ(outcome_.decisions_cut, 0);
  LogDecision(task(0), 1, Mode::kRun);
  EXPECT_EQ(outcome_.decisions_cut, 1);
  EXPECT_EQ(outcome_.decision_count, trace::kMaxDecisions);
}

TEST_F(RulesTest, TheEarliestTaskGoesOnAndOfEqualOnesWhoWaitedLonger) {
  for (uint32_t i = 0; i < kTasks; ++i) task(i)->span = 10 * i + 10, task(i)->announced = 50 - i;
  EXPECT_EQ(LeastSpan(All().data(), kTasks), 0u);
  task(2)->span = 10;
  EXPECT_EQ(LeastSpan(All().data(), kTasks), 2u);
}

TEST_F(RulesTest, WhatATaskDoesIsWorkAndWhatItWaitsIsNot) {
  state.events = 70, state.points = 30;
  Spend(task(0));
  EXPECT_EQ(task(0)->span, 100u);
  Block(task(1), Op::kLock);
  task(1)->pending.pc = 0x1234;
  task(2)->span = 400;
  LetOthersWait(task(0));
  EXPECT_EQ(task(1)->span, 100u);
  EXPECT_EQ(task(2)->span, 400u);
  ReportSpans();
  EXPECT_EQ(outcome_.work, 100u);
  EXPECT_EQ(outcome_.span, 400u);
  EXPECT_EQ(outcome_.waited, 100u);
  EXPECT_EQ(outcome_.waits.pc[0], 0x1234u);
}

}  // namespace
}  // namespace racelab::rt
