// What the stage takes from the lab and what from the submission.
#include "checker/check/stage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/lab/lab_tree.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class StageTest : public testing::Test {
 protected:
  absl::StatusOr<Stage> Make(const fs::path& submission, bool fill_missing = false) {
    const Lab lab = FindLab(tree_.root(), "1").value();
    return MakeStage(tree_.root(), lab, submission, fill_missing);
  }
  // The one problem with the submission in the folder "work".
  Finding Problem() {
    const Stage stage = Make(tree_.root() / "work").value();
    EXPECT_THAT(stage.problems, SizeIs(1));
    return stage.problems.empty() ? Finding() : stage.problems[0];
  }
  std::string Staged(const Stage& stage, const std::string& file) {
    return ReadFile(stage.input.stage / file).value_or("none");
  }

  LabTree tree_;
};

TEST_F(StageTest, WithoutASubmissionItIsTheLab) {
  const Stage stage = Make("").value();
  EXPECT_THAT(stage.problems, IsEmpty());
  EXPECT_EQ(Staged(stage, "a.cc"), "int a;\n");
  EXPECT_THAT(stage.input.edit, ElementsAre("a.cc"));
  EXPECT_THAT(stage.input.given, ElementsAre("lab_test.cc"));
  EXPECT_EQ(Staged(stage, "lab.toml"), "none");  // no source
}

TEST_F(StageTest, OnlyEditedFilesComeFromTheSubmission) {
  tree_.Write("work/a.cc", "int mine;\n");
  for (const char* file : {"a.h", "lab_test.cc", "lab.toml", "more.cc"}) {
    tree_.Write(std::string("work/") + file, "mine");
  }
  const Stage stage = Make(tree_.root() / "work").value();
  EXPECT_EQ(Staged(stage, "a.cc"), "int mine;\n");
  EXPECT_EQ(Staged(stage, "a.h"), "extern int a;\n");
  EXPECT_EQ(Staged(stage, "lab_test.cc"), "TEST(Functional, Adds) {}\n");
  EXPECT_EQ(Staged(stage, "more.cc"), "none");
  EXPECT_THAT(stage.input.given, ElementsAre("lab_test.cc"));
}

TEST_F(StageTest, AFileThatIsMissingIsAProblemUnlessItIsFilledIn) {
  fs::create_directory(tree_.root() / "work");
  const Finding problem = Problem();
  EXPECT_EQ(problem.kind, "submission");
  EXPECT_THAT(problem.message, HasSubstr("has no file a.cc"));
  EXPECT_THAT(problem.locations, ElementsAre(Field(&Location::file, "a.cc")));
  const Stage filled = Make(tree_.root() / "work", /*fill_missing=*/true).value();
  EXPECT_THAT(filled.problems, IsEmpty());
  EXPECT_EQ(Staged(filled, "a.cc"), "int a;\n");
}

TEST_F(StageTest, LinksFoldersAndGiantsAreNotRead) {
  const fs::path file = tree_.root() / "work/a.cc";
  fs::create_directories(file);
  EXPECT_THAT(Problem().message, AllOf(HasSubstr("cannot be graded"), HasSubstr("a folder")));
  fs::remove(file);
  fs::create_symlink(tree_.root() / "solutions/01_first/a.cc", file);
  EXPECT_THAT(Problem().message, HasSubstr("a symbolic link"));
  fs::remove(file);
  tree_.Write("work/a.cc", std::string((1 << 20) + 1, '\n'));
  EXPECT_THAT(Problem().message, HasSubstr("is bigger than"));
}

TEST_F(StageTest, ALabThatVanishedIsOurFailure) {
  const Lab lab = FindLab(tree_.root(), "1").value();
  tree_.Remove("labs/01_first");
  EXPECT_EQ(MakeStage(tree_.root(), lab, "", false).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(StageTest, GoesAwayWithItsFolder) {
  fs::path folder;
  {
    const Stage stage = Make("").value();
    folder = stage.input.stage;
    EXPECT_TRUE(fs::exists(folder));
  }
  EXPECT_FALSE(fs::exists(folder));
}

}  // namespace
}  // namespace racelab
