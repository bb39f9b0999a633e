// A submission graded from a folder: points, lateness, and what is not there.
#include "checker/classroom/grade.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/check/grade_tree.h"

namespace racelab {
namespace {

using State = LabWork::State;

class GradeTest : public testing::Test {
 protected:
  GradedSubmission Grade(const Deadline& deadline = {}) {
    const std::vector<Lab> labs = {tree_.LoadLab()};
    const SubmissionRequest request{.root = tree_.root(),
                                    .labs = &labs,
                                    .compiler = &tree_.compiler,
                                    .sandbox = &tree_.sandbox,
                                    .deadline = deadline};
    const absl::StatusOr<Submission> submission = OpenSubmission(tree_.root() / "ada");
    EXPECT_TRUE(submission.ok()) << submission.status();
    const absl::StatusOr<GradedSubmission> graded = GradeSubmission(request, *submission);
    EXPECT_TRUE(graded.ok()) << graded.status();
    return *graded;
  }

  GradeTree tree_;
};

TEST_F(GradeTest, ARightAnswerGetsAllPoints) {
  tree_.Write("ada/01_first/a.cc", GradeTree::Answer(1));
  const GradedSubmission graded = Grade();
  EXPECT_EQ(graded.name, "ada");
  EXPECT_EQ(graded.Points(), 6);
  EXPECT_EQ(graded.MaxPoints(), 6);
  EXPECT_EQ(graded.labs[0].report.submission, "01_first");
}

TEST_F(GradeTest, AWrongOneKeepsWhatItHas) {
  tree_.Write("ada/01_first/a.cc", GradeTree::Answer(2));
  const GradedSubmission graded = Grade();
  EXPECT_EQ(graded.Points(), 1);
  EXPECT_EQ(ReportVerdict(graded.labs[0].report), Verdict::kFail);
}

TEST_F(GradeTest, WhatIsMissingOrUntouchedIsNotRun) {
  tree_.Write("ada/notes.txt", "later");
  GradedLab lab = Grade().labs[0];
  EXPECT_EQ(lab.state, State::kMissing);
  EXPECT_EQ(lab.points, 0);
  EXPECT_EQ(MaxScore(lab.report), 6);
  EXPECT_THAT(lab.report.checks[0].findings[0].message,
              testing::HasSubstr("Nothing was handed in"));
  tree_.Write("ada/01_first/a.cc", GradeTree::Answer(0));
  lab = Grade().labs[0];
  EXPECT_EQ(lab.state, State::kUntouched);
  EXPECT_THAT(lab.report.checks[0].findings[0].message, testing::HasSubstr("a.cc was not changed"));
}

TEST_F(GradeTest, LatenessCostsPointsAndNotTheVerdict) {
  tree_.Write("ada/01_first/a.cc", GradeTree::Answer(1));
  const GradedSubmission graded = Grade({.due = absl::Now() - absl::Hours(30), .percent = 25});
  EXPECT_EQ(graded.labs[0].days_late, 2);
  EXPECT_EQ(graded.Points(), 3);
  EXPECT_EQ(ReportVerdict(graded.labs[0].report), Verdict::kPass);
}

}  // namespace
}  // namespace racelab

// The sandbox starts this program as its supervisor.
int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "supervise") return racelab::Supervise();
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
