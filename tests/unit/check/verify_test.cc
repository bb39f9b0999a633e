// The answer bank against its claims: what counts as right, and what a wrong claim looks like.
#include "checker/check/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/check/grade_tree.h"

namespace racelab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class VerifyTest : public testing::Test {
 protected:
  VerifyTest() {
    tree_.Write("labs/01_first/lab.toml",
                std::string("negative_control = \"none: it holds no lock\"\n") + kGradedManifest);
    tree_.Remove("solutions/01_first/accepted");
    tree_.Remove("solutions/01_first/wrong");
    tree_.Write("solutions/01_first/a.cc", GradeTree::Answer(1));
  }
  void AddWrong(const std::string& expect, const std::string& text) {
    tree_.Write("solutions/01_first/wrong/w/a.cc", "// expect: " + expect + "\n" + text);
  }
  std::vector<VerifyRow> Rows(const std::string& answer = "", int repeat = 1) {
    VerifyRequest request;
    request.root = tree_.root();
    request.labs = {tree_.LoadLab()};
    request.compilers = {tree_.compiler};
    request.sandbox = &tree_.sandbox;
    request.repeat = repeat;
    request.answer = answer;
    request.on_row = [this](const VerifyRow&) { ++seen_; };
    const absl::StatusOr<std::vector<VerifyRow>> rows = Verify(request);
    EXPECT_TRUE(rows.ok()) << rows.status();
    return rows.value_or(std::vector<VerifyRow>());
  }

  GradeTree tree_;
  int seen_ = 0;
};

TEST_F(VerifyTest, EveryAnswerIsOneRowForEachRepetition) {
  AddWrong("functional assertion", GradeTree::Answer(2));
  const std::vector<VerifyRow> rows = Rows("", 2);
  std::vector<std::string> names;
  for (const VerifyRow& row : rows) {
    EXPECT_TRUE(row.ok) << row.answer << ": " << row.got << " " << row.why;
    names.push_back(row.answer + ", " + row.expected + ", " + row.got);
  }
  const std::string starter = "starter, fail functional, functional assertion";
  const std::string wrong = "wrong/w, functional assertion, functional assertion";
  EXPECT_THAT(names, ElementsAre(starter, starter, "solution, pass, pass", "solution, pass, pass",
                                 wrong, wrong));
  EXPECT_EQ(seen_, 6);
}

TEST_F(VerifyTest, AWrongAnswerThatPassesIsAMiss) {
  AddWrong("functional assertion", GradeTree::Answer(1));
  const std::vector<VerifyRow> rows = Rows("wrong/w");
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_FALSE(rows[0].ok);
  EXPECT_EQ(rows[0].got, "pass");
}

TEST_F(VerifyTest, AWrongAnswerThatFailsForAnotherReasonIsNotProven) {
  AddWrong("functional assertion", "int A() { return one; }\n");
  const std::vector<VerifyRow> rows = Rows("wrong/w");
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_FALSE(rows[0].ok);
  EXPECT_EQ(rows[0].got, "build compile-error");
  EXPECT_THAT(rows[0].why, HasSubstr("one"));
}

TEST_F(VerifyTest, ASolutionThatFailsAndAStarterThatPassesAreShown) {
  tree_.Write("solutions/01_first/a.cc", GradeTree::Answer(0));
  tree_.Write("labs/01_first/a.cc", GradeTree::Answer(1));
  for (const VerifyRow& row : Rows()) EXPECT_FALSE(row.ok) << row.answer;
}

// Until the explorer exists any verdict is accepted, but not a check that could not be made.
TEST_F(VerifyTest, AnAnswerForTheExplorerIsNotCounted) {
  AddWrong("explore assertion", GradeTree::Answer(1));
  std::vector<VerifyRow> rows = Rows("wrong/w");
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_TRUE(rows[0].ok && rows[0].needs_explorer);
  tree_.sandbox.SwitchOff(kNamespaces);
  tree_.sandbox.supervisor = "/no/such/supervisor";
  rows = Rows("wrong/w");
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_FALSE(rows[0].ok);
  EXPECT_EQ(rows[0].got, "inconclusive functional");
}

TEST_F(VerifyTest, AnUnknownAnswerHasNoRow) { EXPECT_THAT(Rows("wrong/other"), IsEmpty()); }

TEST_F(VerifyTest, ABrokenBankIsOurFailure) {
  tree_.Write("solutions/01_first/wrong/w/a.cc", "no claim\n");
  VerifyRequest request;
  request.labs = {tree_.LoadLab()};
  EXPECT_EQ(Verify(request).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Rates, CountEachSideAloneAndLeaveTheExplorerOut) {
  const auto row = [](bool should_pass, bool ok, bool needs_explorer = false) {
    return VerifyRow{.ok = ok, .should_pass = should_pass, .needs_explorer = needs_explorer};
  };
  const VerifyRates rates =
      Rates({row(true, true), row(true, false), row(false, true), row(false, true),
             row(false, true), row(false, false), row(false, true, true)});
  EXPECT_EQ(rates.right_answers_pass, 50);
  EXPECT_EQ(rates.wrong_answers_fail, 75);
  EXPECT_EQ(rates.needs_explorer, 1);
  EXPECT_EQ(Rates({}).right_answers_pass, 100);
  EXPECT_EQ(Rates({}).wrong_answers_fail, 100);
}

}  // namespace
}  // namespace racelab
