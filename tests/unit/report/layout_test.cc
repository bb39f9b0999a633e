// Tests of wrapping, padding and cleaning.
#include "checker/report/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace racelab {
namespace {

using ::testing::ElementsAre;

TEST(LayoutTest, WrapBreaksAtSpaces) {
  EXPECT_THAT(Wrap("one two three", 8), ElementsAre("one two", "three"));
}

TEST(LayoutTest, WrapBreaksLongWords) {
  EXPECT_THAT(Wrap("a abcdefgh b", 3), ElementsAre("a", "abc", "def", "gh", "b"));
}

TEST(LayoutTest, WrapKeepsNewlinesAndIsNeverEmpty) {
  EXPECT_THAT(Wrap("a\n\nb", 10), ElementsAre("a", "", "b"));
  EXPECT_THAT(Wrap("", 10), ElementsAre(""));
}

TEST(LayoutTest, WidthsCountCharactersNotBytes) {
  EXPECT_EQ(DisplayWidth("né✓"), 3u);
  EXPECT_EQ(Cut("né✓x", 3), "né✓");
  EXPECT_EQ(PadRight("é", 3), "é  ");
  EXPECT_EQ(PadLeft("é", 3), "  é");
  EXPECT_EQ(PadLeft("four", 3), "four");
  EXPECT_THAT(Wrap("ééé ééé", 4), ElementsAre("ééé", "ééé"));
}

TEST(LayoutTest, WithoutUnicodeEverythingIsAscii) {
  EXPECT_EQ(ShowText("‘a’ – “b” … é 漢", false), "'a' - \"b\" ... ? ?");
  EXPECT_EQ(ShowText("‘a’ é", true), "‘a’ é");
}

TEST(LayoutTest, EscapesAndTabsNeverReachTheTerminal) {
  EXPECT_EQ(ShowText("\033[31m\tx", false), "?[31m    x");
  EXPECT_EQ(ShowText("\xff", false), "?");
}

}  // namespace
}  // namespace racelab
