// Tests of the explanations by kind of finding.
#include "checker/report/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace racelab {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ExplainTest, TitleHasSpaces) { EXPECT_EQ(KindTitle("use-after-free"), "use after free"); }

TEST(ExplainTest, RaceIsExplained) {
  EXPECT_THAT(WhyItCanPass("explore", "data-race", 2), HasSubstr("One process often ends"));
  EXPECT_THAT(WhyItCanPass("explore", "lost-wakeup", 2), HasSubstr("between the test"));
  EXPECT_THAT(WhyItCanPass("tsan", "data-race"), HasSubstr("most runs print the right"));
}

TEST(ExplainTest, WhatAlwaysFailsHasNoExcuse) {
  EXPECT_THAT(WhyItCanPass("build", "compile-error"), IsEmpty());
  EXPECT_THAT(WhyItCanPass("functional", "assertion"), IsEmpty());
  EXPECT_THAT(WhyItCanPass("stress", "assertion"), testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace racelab
