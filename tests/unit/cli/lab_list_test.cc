// Tests of the list of labs that one moves in and searches.
#include "checker/cli/lab_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_format.h"
#include "checker/cli/raw_terminal.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Wish = LabList::Wish;

// Labs 01 to 30; the first is passed.
std::vector<PathLab> ThirtyLabs() {
  std::vector<PathLab> path;
  for (int i = 1; i <= 30; ++i) {
    PathLab at;
    at.lab.number = i;
    at.lab.id = absl::StrFormat("%02d_lab", i);
    at.lab.manifest.title = absl::StrFormat("Title %c", 'A' + i);
    at.lab.manifest.bug = i % 2 ? "deadlock" : "lost-update";
    if (i == 1) at.standing = {"passed", "32", "10/10", true};
    path.push_back(at);
  }
  return path;
}

class LabListTest : public testing::Test {
 protected:
  Wish Press(const std::string& keys) {
    Wish wish = Wish::kNothing;
    for (const char key : keys) wish = list_.Press(key);
    return wish;
  }
  std::string Selected() const { return list_.selected() == nullptr ? "" : list_.selected()->id; }

  LabList list_{ThirtyLabs(), "03_lab"};
};

TEST_F(LabListTest, MovesAndStopsAtBothEnds) {
  EXPECT_EQ(Selected(), "03_lab");
  Press("j");
  EXPECT_EQ(Selected(), "04_lab");
  Press({kKeyUp, 'k', 'k', 'k', 'k', 'k'});
  EXPECT_EQ(Selected(), "01_lab");
  Press({kKeyPageDown});
  EXPECT_EQ(Selected(), "11_lab");
  Press({kKeyEnd, kKeyDown});
  EXPECT_EQ(Selected(), "30_lab");
  Press("g");
  EXPECT_EQ(Selected(), "01_lab");
}

TEST_F(LabListTest, SearchesTitlesNumbersBugsAndStates) {
  Press("/title q\n");
  EXPECT_EQ(Selected(), "16_lab");
  Press({kKeyEscape});
  EXPECT_EQ(Selected(), "16_lab");  // it stays when all are shown again
  Press("/17");
  EXPECT_EQ(Selected(), "17_lab");
  Press(std::string(2, kKeyErase) + "pass");
  EXPECT_EQ(Selected(), "01_lab");
  Press("\n/lost 0\n");
  EXPECT_THAT(list_.Text(24, {}), AllOf(HasSubstr("Labs, 7 of 30  search: lost 0\n"),
                                        HasSubstr("> 02"), Not(HasSubstr("  01"))));
  Press("/nothing of this");
  EXPECT_EQ(Selected(), "");
  EXPECT_EQ(Press("\n\n"), Wish::kNothing);
  EXPECT_EQ(Press("r"), Wish::kNothing);
}

TEST_F(LabListTest, TellsWhatIsWished) {
  EXPECT_EQ(Press("\n"), Wish::kOpen);
  EXPECT_EQ(Press("r"), Wish::kReset);
  EXPECT_EQ(Press("q"), Wish::kClose);
  EXPECT_EQ(Press("/q"), Wish::kNothing);  // a letter
  EXPECT_EQ(Press({kKeyEscape}), Wish::kNothing);
  EXPECT_EQ(Press({kKeyEscape}), Wish::kClose);
}

TEST_F(LabListTest, FitsIntoTheRowsAndShowsTheCursor) {
  for (const size_t rows : {3u, 10u, 24u, 50u}) {
    for (const char key : {'g', 'G', 'k'}) {
      Press({key});
      const std::string text = list_.Text(rows, {});
      EXPECT_LE(std::count(text.begin(), text.end(), '\n'), static_cast<long>(rows));
      EXPECT_THAT(text, HasSubstr("> " + Selected().substr(0, 2)));
    }
  }
}

TEST_F(LabListTest, KeepsCursorAndSearchWhenStandingsChange) {
  Press("/deadlock\njj");
  const std::string before = Selected();
  std::vector<PathLab> path = ThirtyLabs();
  path[4].standing = {"failing", "31", "3/10", false};
  list_.Update(path);
  EXPECT_EQ(Selected(), before);
  EXPECT_THAT(list_.Text(24, {}), AllOf(HasSubstr("search: deadlock"), HasSubstr("3/10")));
}

}  // namespace
}  // namespace racelab
