// Tests of reading outcomes: honest ones come through whole, hostile ones in range.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <random>

#include "checker/trace/schedule.h"

namespace racelab::trace {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class OutcomeTest : public testing::Test {
 protected:
  Slot& slot() { return region_->slots[3]; }
  Outcome& outcome() { return slot().outcome; }
  Execution Read() { return ReadOutcome(slot(), *region_); }
  std::unique_ptr<Region> region_ = std::make_unique<Region>();  // zeroed
};

TEST_F(OutcomeTest, AnHonestOneComesThroughWhole) {
  outcome().end = End::kCompleted;
  outcome().tasks = 3;
  outcome().points = 20;
  outcome().events = 50;
  outcome().schedule_hash = 77;
  outcome().exit_code = 1;
  outcome().finding.kind = Kind::kDeadlock;
  outcome().finding.waiting_count = 2;
  std::strcpy(outcome().finding.text, "stuck");
  outcome().decision_count = 1;
  outcome().decisions[0] = {.point = 4, .task = 1, .next = 2, .mode = Mode::kRun};
  outcome().pair_count = 1;
  outcome().pairs[0] = {5, 6};
  outcome().point_count = 2;
  region_->points[1].pc = 99;
  outcome().event_count = 1;
  region_->events[0].pc[0] = 98;

  const Execution execution = Read();
  EXPECT_EQ(execution.end, End::kCompleted);
  EXPECT_TRUE(execution.Failed());
  EXPECT_EQ(execution.text(), "stuck");
  EXPECT_EQ(execution.tasks, 3u);
  EXPECT_EQ(execution.points, 20u);
  EXPECT_EQ(execution.events, 50u);
  EXPECT_EQ(execution.hash, 77u);
  EXPECT_EQ(execution.exit_code, 1);
  EXPECT_THAT(execution.decisions, testing::ElementsAre(outcome().decisions[0]));
  EXPECT_THAT(execution.pairs, testing::ElementsAre(ReadsFrom{5, 6}));
  ASSERT_THAT(execution.point_list, SizeIs(2));
  EXPECT_EQ(execution.point_list[1].pc, 99u);
  EXPECT_FALSE(execution.points_cut);
  ASSERT_THAT(execution.event_list, SizeIs(1));
  EXPECT_EQ(execution.event_list[0].pc[0], 98u);
}

TEST_F(OutcomeTest, WhatIsToldOfProcessesAndChannels) {
  outcome().end = End::kCompleted;
  outcome().tasks = 3;
  outcome().processes = 2;
  outcome().process_of[1] = 1;
  outcome().process_of[2] = 200;
  outcome().channel_count = 2;
  region_->channels[0] = {.kind = ChannelKind::kPipe, .pc = 7};
  region_->channels[1].kind = static_cast<ChannelKind>(99);
  outcome().event_count = 1;
  region_->events[0] = {.op = Op::kTransfer, .memory_order = 77, .before = 9, .after = ~0ull};
  outcome().point_count = 1;
  region_->points[0].older = ~0u;
  outcome().finding.kind = Kind::kDeadlock;
  outcome().finding.waiting_count = 2;
  outcome().finding.waiting[0].transfer = Transfer::kLock;
  outcome().finding.waiting[0].open_in = 3;
  outcome().finding.waiting[1].transfer = static_cast<Transfer>(99);
  outcome().finding.waiting[1].descriptor = 9;

  const Execution execution = Read();
  EXPECT_THAT(execution.process_of, testing::ElementsAre(0, 1, 1));
  ASSERT_THAT(execution.channel_list, SizeIs(2));
  EXPECT_EQ(execution.channel_list[0].kind, ChannelKind::kPipe);
  EXPECT_EQ(execution.channel_list[0].pc, 7u);
  EXPECT_EQ(execution.channel_list[1].kind, ChannelKind::kUnknown);
  EXPECT_EQ(execution.event_list[0].memory_order, static_cast<uint8_t>(Transfer::kChange));
  EXPECT_EQ(execution.event_list[0].before, 3u);
  ASSERT_THAT(execution.point_list, SizeIs(1));
  EXPECT_EQ(execution.point_list[0].older, kMaxOlder);
  EXPECT_EQ(execution.finding.waiting[0].transfer, Transfer::kLock);
  EXPECT_EQ(execution.finding.waiting[0].open_in, 3u);
  EXPECT_EQ(execution.finding.waiting[1].transfer, Transfer{});
  EXPECT_EQ(execution.finding.waiting[1].descriptor, 1);
}

TEST_F(OutcomeTest, WhatSteersMustBeInRange) {
  const auto damaged = [this](auto break_it) {
    std::memset(&outcome(), 0, sizeof(Outcome));
    outcome().end = End::kCompleted;
    EXPECT_EQ(Read().end, End::kCompleted);
    break_it(outcome());
    const Execution execution = Read();
    EXPECT_EQ(execution.end, End::kDied);
    EXPECT_FALSE(execution.Failed());
    EXPECT_EQ(execution.text(), "the record of this execution is damaged");
    EXPECT_THAT(execution.decisions, IsEmpty());
  };
  damaged([](Outcome& o) { o.end = static_cast<End>(200); });
  damaged([](Outcome& o) { o.finding.kind = static_cast<Kind>(200); });
  damaged([](Outcome& o) { o.decision_count = kMaxDecisions + 1; });
  damaged([](Outcome& o) { o.pair_count = kMaxPairs + 1; });
  damaged([](Outcome& o) { o.point_count = ~0u; });
  damaged([](Outcome& o) { o.event_count = ~0u; });
  damaged([](Outcome& o) { o.channel_count = kMaxChannels + 1; });
  damaged([](Outcome& o) { o.decision_count = 1; });  // a decision at point 0
}

TEST_F(OutcomeTest, ATextWithoutItsEndIsCut) {
  outcome().end = End::kLimit;
  std::memset(outcome().finding.text, 'x', sizeof outcome().finding.text);
  EXPECT_EQ(Read().text(), std::string(sizeof outcome().finding.text - 1, 'x'));
}

void ExpectInRange(const Execution& execution) {
  EXPECT_LE(execution.end, End::kDied);
  const Finding& finding = execution.finding;
  EXPECT_LE(finding.kind, Kind::kLeak);
  EXPECT_LE(finding.waiting_count, kMaxWaiting);
  EXPECT_LE(finding.allocated.count, kFrames);
  for (const Waiting& waiting : finding.waiting) {
    EXPECT_LE(waiting.stack.count, kFrames);
    EXPECT_LE(waiting.op, Op::kPause);
    EXPECT_LE(waiting.transfer, Transfer::kChange);
    EXPECT_LE(waiting.holder, kMaxTasks);
  }
  EXPECT_LT(std::strlen(finding.text), sizeof finding.text);
  for (const Decision& decision : execution.decisions) EXPECT_LT(decision.next, kMaxTasks);
  for (const Point& point : execution.point_list) EXPECT_LE(point.op, Op::kPause);
  for (const Event& event : execution.event_list) EXPECT_LE(event.other, kMaxTasks);
  for (const Channel& channel : execution.channel_list) {
    EXPECT_LE(channel.kind, ChannelKind::kSignals);
  }
  for (const uint8_t process : execution.process_of) EXPECT_LT(process, execution.processes);
}

// Rubbish in every byte; the counts are then made plausible one by one, so that each table is read.
TEST_F(OutcomeTest, RubbishIsReadInRange) {
  std::mt19937 random(3);
  const auto fill = [&random](void* at, size_t size) {
    for (size_t i = 0; i < size; ++i) static_cast<char*>(at)[i] = static_cast<char>(random());
  };
  fill(region_->points, sizeof(Point) * 100);
  fill(region_->events, sizeof(Event) * 100);
  fill(region_->channels, sizeof region_->channels);
  int completed = 0;
  for (int round = 0; round < 300; ++round) {
    fill(&outcome(), offsetof(Outcome, decisions) + 100 * sizeof(Decision));
    ExpectInRange(Read());
    outcome().end = End::kCompleted;
    outcome().finding.kind = Kind::kCrash;
    outcome().decision_count = 0;
    outcome().pair_count = random() % (kMaxPairs + 1);
    outcome().point_count = random() % 100;
    outcome().event_count = random() % 100;
    outcome().channel_count = random() % (kMaxChannels + 1);
    const Execution execution = Read();
    if (execution.end == End::kCompleted) ++completed;
    ExpectInRange(execution);
  }
  EXPECT_EQ(completed, 300);
}

TEST(ReplayOf, KeepsTheWorldAndDropsTheRule) {
  ExecutionPlan plan;
  plan.rule = Rule::kPct;
  plan.seed = 5;
  plan.depth = 3;
  plan.reuse_memory = true;
  plan.ignore = 2;
  plan.max_points = 10;
  plan.pairs = {{1, 2}};
  plan.record_points = true;
  Execution execution;
  execution.decisions = {{.point = 1, .task = 0, .next = 1}};
  ExecutionPlan expected;
  expected.reuse_memory = true;
  expected.ignore = 2;
  expected.max_points = 10;
  expected.decisions = execution.decisions;
  EXPECT_TRUE(ReplayOf(plan, execution) == expected);

  execution.decisions_cut = true;  // then only the rule and its seed repeat it
  plan.record_points = false;
  EXPECT_TRUE(ReplayOf(plan, execution) == plan);
}

TEST(WritePlan, RefusesWhatDoesNotFit) {
  const auto plan = std::make_unique<Plan>();
  EXPECT_TRUE(WritePlan({.focus = std::vector<uint32_t>(kMaxFocus)}, *plan).ok());
  EXPECT_FALSE(WritePlan({.focus = std::vector<uint32_t>(kMaxFocus + 1)}, *plan).ok());
  EXPECT_FALSE(WritePlan({.expected = std::vector<uint32_t>(kMaxTasks + 1)}, *plan).ok());
  EXPECT_FALSE(WritePlan({.decisions = std::vector<Decision>(kMaxDecisions + 1)}, *plan).ok());
}

}  // namespace
}  // namespace racelab::trace
