// Explanations of executions in which an atomic operation used an older value.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/explained_program.h"

namespace racelab {
namespace {

TEST(ExplainAgesTest, AnOlderValueIsToldAndAllThatTheAtomicsToldEachOther) {
  const uint64_t hits = Address("hits");
  trace::Execution execution =
      Ran(Found(Kind::kAssertion), {Do(1, Op::kAtomicStore, hits, "hits++;", 0, 1),
                                    Do(2, Op::kAtomicLoad, hits, "if (full_) return;", 0, 1)});
  EXPECT_FALSE(Explained(execution).older_values);
  execution.decisions = {{.point = 1, .task = 2, .next = 1, .mode = trace::Mode::kOlder}};
  const Finding finding = Explained(execution);
  EXPECT_TRUE(finding.older_values);
  EXPECT_THAT(Told(finding), testing::Contains("thread 1: hits++;: writes hits: 1"));
  EXPECT_THAT(Told(finding), testing::Contains("thread 2: if (full_) return;: reads an older value "
                                               "of hits: 0; the newest is 1"));
}

TEST(ExplainAgesTest, AStoreMayCountAsMadeBeforeTheNewestOne) {
  const uint64_t hits = Address("hits");
  Event second = Do(2, Op::kAtomicStore, hits, "if (full_) return;", 1, 2);
  second.failed = 1;
  const Finding finding =
      Explained(Found(Kind::kAssertion), {Do(1, Op::kAtomicStore, hits, "hits++;", 0, 1), second});
  EXPECT_THAT(Told(finding),
              testing::Contains("thread 2: if (full_) return;: writes hits: 2, which counts as "
                                "written before 1"));
}

// The same events with the newest values: who only wrote before the other came is no part of it.
TEST(ExplainAgesTest, WithoutOlderValuesNothingIsAdded) {
  const uint64_t hits = Address("hits");
  const Finding finding = Explained(Found(Kind::kAssertion),
                                    {Do(1, Op::kAtomicStore, hits, "hits++;", 0, 1),
                                     Do(2, Op::kAtomicLoad, hits, "if (full_) return;", 1, 1)});
  for (const std::string& line : Told(finding)) {
    EXPECT_THAT(line, testing::Not(testing::HasSubstr("hits:")));
  }
}

}  // namespace
}  // namespace racelab
