// Tests of finding the root, labs and answers, with every way in which they may be missing.
#include "checker/lab/catalog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "tests/unit/lab/lab_tree.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class CatalogTest : public testing::Test {
 protected:
  // The error of FindLab and of LoadCatalog for lab 1, which must be the same.
  std::string ErrorOfBoth() {
    const absl::Status one = FindLab(tree_.root(), "1").status();
    EXPECT_EQ(LoadCatalog(tree_.root()).status(), one);
    EXPECT_EQ(one.code(), absl::StatusCode::kInvalidArgument) << one;
    return std::string(one.message());
  }

  LabTree tree_;
};

TEST_F(CatalogTest, FindsLabsByNumber) {
  tree_.Write("labs/100_last/lab.toml", kGoodManifest);
  tree_.Write("labs/20_later/lab.toml", kGoodManifest);
  tree_.Write("labs/README.md", "");
  for (const char* other : {"template", "kit", ".git", "7_seven", "08_Caps", "00_zero", "backup"}) {
    fs::create_directories(tree_.root() / "labs" / other);
  }
  std::vector<std::string> ids;
  const std::vector<Lab> labs = LoadCatalog(tree_.root()).value();
  for (const Lab& lab : labs) ids.push_back(lab.id);
  EXPECT_THAT(ids, ElementsAre("01_first", "20_later", "100_last"));
}

TEST_F(CatalogTest, FindsOneLabByNumberIdOrName) {
  for (const char* which : {"1", "01", "01_first", "first"}) {
    const absl::StatusOr<Lab> lab = FindLab(tree_.root(), which);
    ASSERT_TRUE(lab.ok()) << lab.status();
    EXPECT_EQ(lab->id, "01_first");
    EXPECT_EQ(lab->number, 1);
    EXPECT_EQ(lab->manifest.title, "First");
    EXPECT_EQ(lab->folder, tree_.root() / "labs/01_first");
    EXPECT_EQ(lab->solution, tree_.root() / "solutions/01_first");
  }
}

TEST_F(CatalogTest, UnknownLabsAreNotFound) {
  const auto error = [this](const char* which) {
    const absl::Status status = FindLab(tree_.root(), which).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << which;
    return std::string(status.message());
  };
  EXPECT_THAT(error("frist"), HasSubstr("did you mean '01_first'?"));
  EXPECT_THAT(error("01_frst"), HasSubstr("did you mean '01_first'?"));
  for (const char* which :
       {"2", "0", "-1", "", "99999999999999", "../01_first", "1x", "zzzzzzzz"}) {
    EXPECT_THAT(error(which), HasSubstr("there is no lab '" + std::string(which) + "'"));
  }
  EXPECT_THAT(error("\x1b[2J"), HasSubstr("'\u241B[2J'"));
}

TEST_F(CatalogTest, AnotherLabsBrokenManifestDoesNotMatterForOne) {
  tree_.Write("labs/02_broken/lab.toml", "title = ");
  EXPECT_TRUE(FindLab(tree_.root(), "1").ok());
  EXPECT_THAT(std::string(LoadCatalog(tree_.root()).status().message()),
              HasSubstr("labs/02_broken/lab.toml:1: "));
}

TEST_F(CatalogTest, TwoLabsWithOneNumberAreAnError) {
  tree_.Write("labs/01_twin/lab.toml", kGoodManifest);
  EXPECT_THAT(ErrorOfBoth(), HasSubstr("labs/01_first and labs/01_twin have the same number"));
}

TEST_F(CatalogTest, AManifestThatIsNoOrdinaryFileIsAnError) {
  const fs::path manifest = tree_.root() / "labs/01_first/lab.toml";
  fs::remove(manifest);
  EXPECT_THAT(ErrorOfBoth(), HasSubstr("no such file; every lab needs a manifest"));
  fs::create_directory(manifest);
  EXPECT_THAT(ErrorOfBoth(), HasSubstr("lab.toml: is a folder"));
  fs::remove(manifest);
  fs::create_symlink("README.md", manifest);
  EXPECT_THAT(ErrorOfBoth(), HasSubstr("lab.toml: is a symbolic link"));
  fs::remove(manifest);
  ASSERT_EQ(mkfifo(manifest.c_str(), 0644), 0);
  EXPECT_THAT(ErrorOfBoth(), HasSubstr("lab.toml: is a named pipe"));
  fs::remove(manifest);
  tree_.Write("labs/01_first/lab.toml", std::string(10 << 20, '#'));
  EXPECT_THAT(ErrorOfBoth(), HasSubstr("lab.toml: is bigger than"));
  tree_.Write("labs/01_first/lab.toml", std::string("\x7f"
                                                    "ELF\x02\x01\0\0\xff\xfe",
                                                    10));
  EXPECT_THAT(ErrorOfBoth(), HasSubstr("labs/01_first/lab.toml:1: "));
}

TEST_F(CatalogTest, NoLabsIsAnError) {
  tree_.Remove("labs/01_first");
  EXPECT_EQ(LoadCatalog(tree_.root()).status().code(), absl::StatusCode::kNotFound);
  tree_.Remove("labs");
  const absl::Status status = FindLab(tree_.root(), "1").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("labs: there are no labs here"));
}

TEST_F(CatalogTest, AnswersComeInOrder) {
  tree_.Write("solutions/01_first/accepted/another/a.cc", "");
  tree_.Write("solutions/01_first/wrong/a_sleep/a.cc", "// expect: explore lost-update\n");
  const std::vector<Answer> answers = LoadAnswers(FindLab(tree_.root(), "1").value()).value();
  std::vector<std::string> names;
  for (const Answer& answer : answers) names.push_back(answer.name);
  EXPECT_THAT(names, ElementsAre("starter", "solution", "accepted/another", "accepted/other",
                                 "wrong/a_sleep", "wrong/volatile"));
  EXPECT_EQ(answers[0].folder, tree_.root() / "labs/01_first");
  EXPECT_EQ(answers[4].claim, Answer::Claim::kWrong);
  EXPECT_EQ(answers[4].expect_check, "explore");
  EXPECT_EQ(answers[4].expect_kind, "lost-update");
  EXPECT_EQ(answers[5].expect_check, "tsan");
  EXPECT_EQ(answers[5].expect_kind, "data-race");
}

TEST_F(CatalogTest, AnswersNeedASolutionAndTheirExpectations) {
  const Lab lab = FindLab(tree_.root(), "1").value();
  for (const char* line : {"", "int a;", "//expect: tsan data-race", "// expect: tsan",
                           "// expect: tsan data-race and more", "// expect: tsan  x",
                           "// expect: tsan A", "\n// expect: tsan data-race"}) {
    tree_.Write("solutions/01_first/wrong/volatile/a.cc", line);
    EXPECT_THAT(std::string(LoadAnswers(lab).status().message()),
                HasSubstr("volatile/a.cc:1: the first line must read"));
  }
  tree_.Remove("solutions/01_first/wrong/volatile/a.cc");
  EXPECT_THAT(std::string(LoadAnswers(lab).status().message()),
              HasSubstr("holds none of the files"));
  tree_.Remove("solutions");
  EXPECT_EQ(LoadAnswers(lab).status().code(), absl::StatusCode::kNotFound);
}

class FindRootTest : public testing::Test {
 protected:
  void TearDown() override {
    unsetenv("RACELAB_ROOT");
    fs::current_path(before_);
  }
  fs::path before_ = fs::current_path();
  LabTree tree_;
};

TEST_F(FindRootTest, ObeysTheEnvironment) {
  setenv("RACELAB_ROOT", tree_.root().c_str(), 1);
  EXPECT_EQ(FindRoot().value(), tree_.root());
  fs::current_path(tree_.root() / "labs");
  setenv("RACELAB_ROOT", "..", 1);
  EXPECT_TRUE(fs::equivalent(FindRoot().value(), tree_.root()));
}

TEST_F(FindRootTest, AWrongEnvironmentIsAnErrorEvenInsideATree) {
  fs::current_path(tree_.root());
  setenv("RACELAB_ROOT", "/nonexistent", 1);
  const absl::Status status = FindRoot().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("RACELAB_ROOT is '/nonexistent'"));
}

TEST_F(FindRootTest, GoesUpFromTheCurrentFolder) {
  unsetenv("RACELAB_ROOT");
  fs::current_path(tree_.root() / "labs" / "01_first");
  // The test program may lie in a build folder inside the repository; then that is the root.
  const fs::path found = FindRoot().value();
  EXPECT_TRUE(fs::is_directory(found / "labs" / "kit"));
  const fs::path program = fs::read_symlink("/proc/self/exe");
  EXPECT_TRUE(fs::equivalent(found, tree_.root()) ||
              program.string().rfind(found.string() + "/", 0) == 0);
}

}  // namespace
}  // namespace racelab
