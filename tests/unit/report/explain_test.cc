// Tests of the explanations by kind of finding.
#include "checker/report/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace racelab {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ExplainTest, TitleHasSpaces) { EXPECT_EQ(KindTitle("use-after-free"), "use after free"); }

std::string Why(const std::string& check_kind, const std::string& finding_kind, int processes = 1,
                bool harmed = false) {
  Finding finding;
  finding.kind = finding_kind;
  finding.processes = processes;
  finding.harmed = harmed;
  return WhyItCanPass(check_kind, finding);
}

TEST(ExplainTest, RaceIsExplained) {
  EXPECT_THAT(Why("explore", "data-race", 2), HasSubstr("One process often ends"));
  EXPECT_THAT(Why("explore", "lost-wakeup", 2), HasSubstr("did not need it"));
  EXPECT_THAT(Why("tsan", "data-race"), HasSubstr("most runs print the right"));
}

TEST(ExplainTest, HarmIsRare) {
  EXPECT_THAT(Why("crash", "data-race", 2, true), HasSubstr("must be killed"));
}

TEST(ExplainTest, AnOlderValueIsAllowedAndRare) {
  Finding finding;
  finding.kind = "assertion";
  finding.older_values = true;
  EXPECT_THAT(WhyItCanPass("explore", finding), HasSubstr("gives out an older value"));
}

TEST(ExplainTest, WhatAlwaysFailsHasNoExcuse) {
  EXPECT_THAT(Why("build", "compile-error"), IsEmpty());
  EXPECT_THAT(Why("functional", "assertion"), IsEmpty());
  EXPECT_THAT(Why("stress", "assertion"), testing::Not(IsEmpty()));
}

Finding Of(const std::string& kind, int failing, int explored,
           const std::vector<int>& tasks = {1, 2}) {
  Finding finding;
  finding.kind = kind;
  finding.rarity.failing = failing;
  finding.rarity.explored = explored;
  for (int task : tasks) {
    finding.steps.emplace_back();
    finding.steps.back().task = task;
  }
  return finding;
}

TEST(ExplainTest, WhatStandsStillInEveryOrderHasNoExcuse) {
  for (const char* kind : {"deadlock", "lost-wakeup", "livelock"}) {
    EXPECT_TRUE(NeverPasses(Of(kind, 50, 50))) << kind;
    EXPECT_FALSE(NeverPasses(Of(kind, 49, 50))) << kind;
    EXPECT_FALSE(NeverPasses(Of(kind, 2, 2))) << kind;
    EXPECT_TRUE(NeverPasses(Of(kind, 2, 2, {0, 0}))) << kind;
  }
  EXPECT_FALSE(NeverPasses(Of("data-race", 50, 50)));
}

TEST(ExplainTest, OneThreadNeedsNoOther) {
  EXPECT_THAT(WhyItCanPass("explore", Of("double-free", 9, 9, {0})), HasSubstr("notices some"));
  EXPECT_THAT(WhyItCanPass("explore", Of("double-free", 9, 9)), HasSubstr("Two threads"));
  for (const char* kind : {"crash", "exception", "livelock"}) {
    EXPECT_THAT(WhyItCanPass("explore", Of(kind, 1, 9, {0})), testing::Not(HasSubstr("thread")))
        << kind;
  }
}

}  // namespace
}  // namespace racelab
