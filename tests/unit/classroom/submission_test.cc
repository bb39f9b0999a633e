// Tests of finding labs in what students hand in.
#include "checker/classroom/submission.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/lab/lab_tree.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using State = LabWork::State;

class SubmissionTest : public testing::Test {
 protected:
  SubmissionTest() {
    tree_.Write("labs/20_later/lab.toml", kGoodManifest);
    tree_.Write("labs/20_later/a.cc", "starter");
    labs_ = LoadCatalog(tree_.root()).value();
  }
  // What FindWork says of lab 1 when its file lies in `folder` of the submission.
  LabWork WorkIn(const std::string& folder) {
    fs::remove_all(tree_.root() / "ada");
    tree_.Write("ada/" + folder + "/a.cc", "mine");
    return FindWork(tree_.root() / "ada", labs_)[0];
  }

  LabTree tree_;
  std::vector<Lab> labs_;
};

TEST_F(SubmissionTest, ALabHasManyPlaces) {
  for (const char* folder : {"labs/01_first", "01_first", "first", "01", "1", "lab1", "lab01",
                             "wrapped/twice/01_first", "repository/labs/01_first"}) {
    const LabWork work = WorkIn(folder);
    EXPECT_EQ(work.state, State::kHandedIn) << folder;
    EXPECT_EQ(work.folder, tree_.root() / "ada" / folder);
    EXPECT_GT(work.changed, absl::InfinitePast());
  }
}

TEST_F(SubmissionTest, FilesAloneBelongToTheOnlyLabThatKnowsThem) {
  EXPECT_EQ(WorkIn(".").state, State::kMissing);  // both labs have an a.cc
  labs_.pop_back();
  EXPECT_EQ(WorkIn(".").state, State::kHandedIn);
  EXPECT_EQ(WorkIn("my work").state, State::kHandedIn);
}

TEST_F(SubmissionTest, TellsUntouchedFromMissing) {
  const std::string starter = ReadFile(labs_[0].folder / "a.cc").value();
  fs::remove_all(tree_.root() / "ada");
  tree_.Write("ada/01_first/a.cc", starter);
  const std::vector<LabWork> works = FindWork(tree_.root() / "ada", labs_);
  EXPECT_EQ(works[0].state, State::kUntouched);
  EXPECT_EQ(works[1].state, State::kMissing);
  EXPECT_EQ(works[1].lab->id, "20_later");
}

TEST_F(SubmissionTest, DoesNotFollowLinks) {
  tree_.Write("elsewhere/a.cc", "secret");
  fs::create_directories(tree_.root() / "ada");
  fs::create_directory_symlink(tree_.root() / "elsewhere", tree_.root() / "ada/01_first");
  EXPECT_EQ(FindWork(tree_.root() / "ada", labs_)[0].state, State::kMissing);
}

TEST_F(SubmissionTest, IsNamedAfterItsFile) {
  fs::create_directories(tree_.root() / "ada");
  EXPECT_EQ(OpenSubmission(tree_.root() / "ada").value().name, "ada");
  EXPECT_EQ(OpenSubmission(tree_.root() / "ada/").value().name, "ada");
  EXPECT_TRUE(absl::IsNotFound(OpenSubmission(tree_.root() / "bob.zip").status()));
  EXPECT_TRUE(absl::IsInvalidArgument(OpenSubmission("/dev/null").status()));
}

}  // namespace
}  // namespace racelab
