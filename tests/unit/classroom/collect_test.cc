// What the page of a class tells, from a gradebook with known contents and a given clock.
#include "checker/classroom/collect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/sample_class.h"

namespace racelab {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class CollectTest : public testing::Test {
 protected:
  // A row with one lab, handed in.
  static ClassRow Row(const std::string& student, Report report, absl::Time when,
                      double seconds = 1) {
    report.lab = "01_lost_update";
    for (CheckResult& check : report.checks) check.seconds = 0;
    report.checks[0].seconds = seconds;
    const int points = Score(report);
    return {.student = student,
            .labs = {{.report = std::move(report),
                      .state = LabWork::State::kHandedIn,
                      .points = points,
                      .when = when}}};
  }
  Dashboard Page(const std::vector<ClassRow>& rows) {
    EXPECT_EQ(book_.Save(rows), absl::OkStatus());
    return Collect(book_, labs_, now_ - absl::Hours(7 * 24), now_).value();
  }

  TempDir folder_ = *TempDir::Create("collect");
  Gradebook book_ = Gradebook::Open(folder_.path() / "gradebook.db").value();
  const std::vector<Lab> labs_ = LoadCatalog(RACELAB_SOURCE_DIR).value();
  const absl::Time now_ = absl::FromUnixSeconds(1'800'000'000);
};

TEST_F(CollectTest, SaysWhoStandsWhere) {
  const Dashboard page = Page({Row("bob", PassingReport(), now_),
                               {.student = "eve", .problem = "no archive"},
                               Row("ada", FailingReport(), now_)});
  ASSERT_THAT(page.labs, SizeIs(1));
  EXPECT_EQ(page.labs[0].title, "Lost update");
  EXPECT_EQ(page.labs[0].handed_in, 2);
  EXPECT_EQ(page.labs[0].passed, 1);
  ASSERT_THAT(page.rows, SizeIs(3));
  EXPECT_EQ(page.rows[0].name, "ada");
  EXPECT_EQ(page.rows[0].cells[0].verdict, "fail");
  EXPECT_EQ(page.rows[1].cells[0].points, Score(PassingReport()));
  EXPECT_EQ(page.rows[2].problem, "no archive");
  EXPECT_EQ(page.rows[2].cells[0].state, "");
}

TEST_F(CollectTest, FindingsOfTheLastSevenDaysCount) {
  const absl::Time week_ago = now_ - absl::Hours(7 * 24);
  const Dashboard page = Page(
      {Row("ada", ExploredReport(RaceWithSteps()), week_ago), Row("bob", FailingReport(), now_),
       Row("carl", ExploredReport(DeadlockWithSteps()), now_),
       Row("dora", InconclusiveReport(), now_),
       Row("eve", ExploredReport(DeadlockWithSteps()), week_ago - absl::Seconds(1))});
  const std::vector<DashboardFinding>& findings = page.labs[0].findings;
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].kind, "data-race");
  EXPECT_EQ(findings[0].students, 2);
  EXPECT_EQ(findings[0].student, "ada") << "hers has steps";
  EXPECT_EQ(findings[0].example.steps, RaceWithSteps().steps);
  EXPECT_EQ(findings[1].kind, "deadlock");
  EXPECT_EQ(findings[1].students, 1);
}

TEST_F(CollectTest, ListsWhatIsSlowOrInconclusive) {
  std::vector<ClassRow> rows;
  for (int i = 0; i < 9; ++i) rows.push_back(Row(SampleName(10 + i), PassingReport(), now_, 11));
  rows.push_back(Row("slow", PassingReport(), now_, 33));
  rows.push_back(Row("nearly", PassingReport(), now_, 32));
  rows.push_back(Row("unsure", InconclusiveReport(), now_, 1));
  const Dashboard page = Page(rows);
  ASSERT_THAT(page.runs, SizeIs(2));
  EXPECT_EQ(page.runs[0].student, "unsure");
  EXPECT_THAT(page.runs[0].message, testing::HasSubstr("vm.mmap_rnd_bits"));
  EXPECT_EQ(page.runs[1].student, "slow");
  EXPECT_EQ(page.runs[1].usual, 11);
}

TEST_F(CollectTest, TwoAlikeAreAHint) {
  std::vector<ClassRow> rows;
  for (int i = 5; i < 15; ++i) rows.push_back(SampleRow(i, now_));
  const Dashboard page = Page(rows);
  ASSERT_THAT(page.pairs, SizeIs(1));
  EXPECT_EQ(page.pairs[0].lab, "05_transfer_deadlock");
  EXPECT_EQ(page.pairs[0].a, "student007");
  EXPECT_EQ(page.pairs[0].b, "student008");
  EXPECT_GE(page.pairs[0].share, 0.8);
  EXPECT_EQ(page.pairs[0].lines_a.size(), page.pairs[0].lines_b.size());
}

TEST_F(CollectTest, TheSameGradebookGivesTheSamePage) {
  std::vector<ClassRow> rows;
  for (int i = 0; i < 30; ++i) rows.push_back(SampleRow(i, now_));
  const std::string first = FormatDashboard(Page(rows), "");
  EXPECT_EQ(FormatDashboard(Page({}), ""), first);
}

TEST_F(CollectTest, AnEmptyGradebookIsAPageToo) {
  const Dashboard page = Page({});
  EXPECT_THAT(page.labs, IsEmpty());
  EXPECT_THAT(FormatDashboard(page, ""), testing::HasSubstr("0 students"));
}

TEST_F(CollectTest, TheVersionFollowsTheGrading) {
  ASSERT_EQ(book_.Begin(3, now_), absl::OkStatus());
  std::vector<std::string> versions = {VersionOf(book_).value()};
  ASSERT_EQ(book_.Save({Row("ada", PassingReport(), now_)}), absl::OkStatus());
  versions.push_back(VersionOf(book_).value());
  EXPECT_EQ(VersionOf(book_).value(), versions.back());
  ASSERT_EQ(book_.Save({Row("ada", FailingReport(), now_)}), absl::OkStatus());
  versions.push_back(VersionOf(book_).value());
  ASSERT_EQ(book_.Done(1), absl::OkStatus());
  versions.push_back(VersionOf(book_).value());
  ASSERT_EQ(book_.End(now_), absl::OkStatus());
  versions.push_back(VersionOf(book_).value());
  EXPECT_EQ(std::set<std::string>(versions.begin(), versions.end()).size(), versions.size());
}

}  // namespace
}  // namespace racelab
