// From a folder to a report: order, gates, points, and whose fault a failure is.
#include "checker/check/run_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/check/grade_tree.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

class RunChecksTest : public testing::Test {
 protected:
  RunChecksTest() { request_.reproduce = "./racelab check 1"; }

  Report Run() {
    lab_ = tree_.LoadLab();
    request_.root = tree_.root();
    request_.lab = &lab_;
    request_.compiler = &tree_.compiler;
    request_.sandbox = &tree_.sandbox;
    absl::StatusOr<Report> report = RunChecks(request_);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *report : Report();
  }
  static std::vector<Verdict> Verdicts(const Report& report) {
    std::vector<Verdict> verdicts;
    for (const CheckResult& check : report.checks) verdicts.push_back(check.verdict);
    return verdicts;
  }

  GradeTree tree_;
  Lab lab_;
  GradeRequest request_;
};

TEST_F(RunChecksTest, ARightAnswerGetsAllPoints) {
  tree_.Write("work/a.cc", GradeTree::Answer(1));
  request_.submission = tree_.root() / "work";
  request_.seed = 7;
  std::vector<std::pair<std::string, std::string>> steps;
  request_.progress = [&](const std::string& check, const std::string& text) {
    steps.emplace_back(check, text);
  };
  const Report report = Run();
  EXPECT_THAT(Verdicts(report), ElementsAre(Verdict::kPass, Verdict::kPass, Verdict::kPass));
  EXPECT_EQ(Score(report), 6);
  EXPECT_TRUE(report.complete);
  EXPECT_EQ(report.lab, "01_first");
  EXPECT_EQ(report.seed, 7u);
  EXPECT_EQ(report.compiler, tree_.compiler.Name());
  EXPECT_EQ(report.isolation, tree_.sandbox.Active());
  EXPECT_EQ(report.checks[2].summary, "2 runs under stress, no failure");
  EXPECT_THAT(steps, Contains(Pair("stress", "run 2 of 2")));
}

TEST_F(RunChecksTest, WhatNeedsAFailedCheckIsNotRun) {
  const Report report = Run();
  EXPECT_THAT(Verdicts(report), ElementsAre(Verdict::kPass, Verdict::kFail, Verdict::kNotRun));
  EXPECT_EQ(report.checks[1].points, 0);
  ASSERT_THAT(report.checks[1].findings, SizeIs(1));
  EXPECT_EQ(report.checks[1].findings[0].reproduce, "./racelab check 1 --only functional");
  EXPECT_EQ(report.checks[2].summary, "not run, because functional failed");
  EXPECT_EQ(Score(report), 1);
}

TEST_F(RunChecksTest, OnlyTheNamedChecksAreRun) {
  request_.only = {"build"};
  const Report report = Run();
  ASSERT_THAT(report.checks, SizeIs(1));
  EXPECT_EQ(report.checks[0].name, "build");
  EXPECT_EQ(ReportVerdict(report), Verdict::kPass);
}

TEST_F(RunChecksTest, AnUnusableSubmissionFailsTheFirstCheck) {
  tree_.Write("work/b.cc", "");
  request_.submission = tree_.root() / "work";
  const Report report = Run();
  EXPECT_THAT(Verdicts(report), ElementsAre(Verdict::kFail, Verdict::kNotRun, Verdict::kNotRun));
  ASSERT_THAT(report.checks[0].findings, SizeIs(1));
  EXPECT_EQ(report.checks[0].findings[0].kind, "submission");
  EXPECT_EQ(report.checks[0].findings[0].reproduce, "./racelab check 1");
}

// Whether runs in real time meet the bug, too, is luck: the score must not depend on it.
TEST_F(RunChecksTest, WhereTheExplorerFindsABugLuckEarnsNothing) {
  tree_.Write("labs/01_first/lab.toml",
              std::string(kGradedManifest) +
                  "[[check]]\nkind = \"explore\"\npoints = 4\nfilter = \"Explore.*\"\n");
  tree_.Write("labs/01_first/a.cc", GradeTree::Answer(1));
  tree_.Write("labs/01_first/lab_test.cc", R"(#include <gtest/gtest.h>
#include "a.h"
TEST(Functional, One) { EXPECT_EQ(A(), 1); }
TEST(Explore, Two) { EXPECT_EQ(A(), 2); }
)");
  const Report report = Run();
  EXPECT_THAT(Verdicts(report),
              ElementsAre(Verdict::kPass, Verdict::kPass, Verdict::kNotRun, Verdict::kFail));
  EXPECT_EQ(report.checks[2].summary,
            "does not count, because the explorer found a bug: 2 runs under stress, no failure");
  EXPECT_EQ(Score(report), 3);
}

TEST(DecidedByLuckTest, IsRealTimeWhereTheExplorerFoundABug) {
  Report report{.checks = {{.name = "tsan", .kind = "tsan", .verdict = Verdict::kFail},
                           {.name = "crash", .kind = "crash", .verdict = Verdict::kFail},
                           {.name = "more", .kind = "stress", .verdict = Verdict::kPass}}};
  EXPECT_THAT(DecidedByLuck(report), ElementsAre(&report.checks[0], &report.checks[2]));
  report.checks[1].verdict = Verdict::kPass;
  EXPECT_THAT(DecidedByLuck(report), IsEmpty());
}

// A machine that cannot run a check never costs the student the check: it has no verdict.
TEST_F(RunChecksTest, OurFailureIsInconclusiveWithARemedy) {
  tree_.Write("labs/01_first/a.cc", GradeTree::Answer(1));
  tree_.sandbox.SwitchOff(kNamespaces);
  tree_.sandbox.supervisor = "/no/such/supervisor";
  const Report report = Run();
  EXPECT_THAT(Verdicts(report),
              ElementsAre(Verdict::kPass, Verdict::kInconclusive, Verdict::kNotRun));
  ASSERT_THAT(report.checks[1].findings, SizeIs(1));
  EXPECT_EQ(report.checks[1].findings[0].kind, "environment");
  EXPECT_THAT(report.checks[1].findings[0].reproduce, IsEmpty());
  EXPECT_EQ(ReportVerdict(report), Verdict::kInconclusive);
}

// A broken given file is the author's fault.
TEST_F(RunChecksTest, ALabThatDoesNotBuildIsNotTheStudents) {
  tree_.Write("labs/01_first/lab_test.cc", "#error \"broken\"\n");
  EXPECT_EQ(Run().checks[0].verdict, Verdict::kInconclusive);
}

TEST_F(RunChecksTest, OutOfTimeIsAPartialReport) {
  request_.wall_seconds = 0;
  const Report report = Run();
  EXPECT_FALSE(report.complete);
  EXPECT_THAT(Verdicts(report), Contains(Verdict::kNotRun));
  EXPECT_EQ(ReportVerdict(report), Verdict::kInconclusive);
}

}  // namespace
}  // namespace racelab

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "supervise") return racelab::Supervise();
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
