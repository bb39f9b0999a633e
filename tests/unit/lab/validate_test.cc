// Tests of the rules for a lab's folder: a good lab has no problem, each broken rule gives one.
#include "checker/lab/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>
#include <vector>

#include "tests/unit/lab/lab_tree.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ValidateTest : public testing::Test {
 protected:
  std::vector<std::string> Problems() { return ValidateLab(FindLab(tree_.root(), "1").value()); }
  void ExpectOneProblem(const std::string& text) {
    EXPECT_THAT(Problems(), ElementsAre(HasSubstr(text)));
  }

  LabTree tree_;
};

TEST_F(ValidateTest, AGoodLabHasNoProblem) { EXPECT_THAT(Problems(), IsEmpty()); }

TEST_F(ValidateTest, ReadmeHasFixedHeadings) {
  const std::string good = ReadFile(tree_.root() / "labs/01_first/README.md").value();
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    tree_.Write("labs/01_first/README.md", text);
  };
  with("# 1. First", "# 2. First");
  ExpectOneProblem("labs/01_first/README.md:1: the heading must be '# 1. First'");
  with("# 1. First", "# 1. Second");
  ExpectOneProblem("the heading must be '# 1. First', not '# 1. Second'");
  with("## Story\n", "");
  ExpectOneProblem(":2: the heading must be '## Story', not '## What goes wrong'");
  with("## Read more\n", "");
  ExpectOneProblem("the heading '## Read more' is missing");
  with("## Read more\n", "## Read more\n## Extra\n");
  ExpectOneProblem("the heading '## Extra' does not belong here");
  with("## Story", "### Story");
  ExpectOneProblem(":2: the heading must be '## Story', not '### Story'");
}

TEST_F(ValidateTest, FilesHaveTheirSizes) {
  const std::string readme = ReadFile(tree_.root() / "labs/01_first/README.md").value();
  tree_.Write("labs/01_first/README.md", readme + std::string(52, '\n'));
  ExpectOneProblem("README.md: has 61 lines; at most 60");
  tree_.Write("labs/01_first/README.md", readme + std::string(51, '\n'));
  tree_.Write("labs/01_first/a.cc", std::string(80, '\n'));
  EXPECT_THAT(Problems(), IsEmpty());
  tree_.Write("labs/01_first/a.cc", std::string(81, '\n'));
  ExpectOneProblem("labs/01_first/a.cc: has 81 lines; at most 80");
}

TEST_F(ValidateTest, NeededFilesExist) {
  for (const char* file :
       {"labs/01_first/README.md", "labs/01_first/hints.md", "labs/01_first/a.cc",
        "labs/01_first/lab_test.cc", "solutions/01_first/a.cc", "solutions/01_first/NOTES.md"}) {
    const std::string text = ReadFile(tree_.root() / file).value();
    tree_.Remove(file);
    ExpectOneProblem(std::string(file) + ": no such file");
    tree_.Write(file, text);
  }
  tree_.Remove("solutions/01_first/accepted/other/a.cc");
  ExpectOneProblem("accepted/other: holds no file that lab.toml lets edit");
}

TEST_F(ValidateTest, HintsTestsAndNeedsAreChecked) {
  tree_.Write("labs/01_first/hints.md", "## Concept\na\n");
  ExpectOneProblem("labs/01_first/hints.md:1: '## Symptom' must come before this");
  tree_.Write("labs/01_first/hints.md",
              "## Symptom\na\n## Concept\nb\n## Place\nc\n## Sketch\nd\n");
  tree_.Write("labs/01_first/lab_test.cc", "TEST(Stress, Adds) {}\n");
  ExpectOneProblem("labs/01_first/lab_test.cc: has no test in the suite Functional");
  tree_.Write("labs/01_first/lab_test.cc", "TEST(Functional, Adds) {}\n");
  tree_.Write("labs/01_first/lab.toml", "requires = [\"09_none\"]\n" + std::string(kGoodManifest));
  ExpectOneProblem("'requires' names '09_none', which is no lab");
  std::string manifest = kGoodManifest;
  tree_.Write("labs/01_first/lab.toml", manifest.substr(0, manifest.find("[starter]")));
  ExpectOneProblem("the starter must fail at least one");
}

TEST_F(ValidateTest, StrayFilesAreNamed) {
  for (const char* file :
       {"labs/01_first/a.o", "labs/01_first/.a.cc.swp", "labs/01_first/b/README.md",
        "solutions/01_first/b.cc", "solutions/01_first/wrong/a.cc",
        "solutions/01_first/wrong/volatile/b.cc", "solutions/01_first/wrong/volatile/b/a.cc",
        "solutions/01_first/accepted/other/NOTES.md", "solutions/01_first/other/a.cc"}) {
    tree_.Write(file, "");
    ExpectOneProblem(std::string(file) + ": does not belong here");
    tree_.Remove(file);
  }
  const fs::path lab = tree_.root() / "labs/01_first";
  fs::create_symlink("a.cc", lab / "link.cc");
  fs::create_symlink("loop.cc", lab / "loop.cc");
  ASSERT_EQ(mkfifo((lab / "pipe.cc").c_str(), 0644), 0);
  EXPECT_THAT(Problems(), ElementsAre(HasSubstr("link.cc: does not belong here"),
                                      HasSubstr("loop.cc: does not belong here"),
                                      HasSubstr("pipe.cc: does not belong here")));
}

TEST_F(ValidateTest, EditFilesThatAreLinksAreRefused) {
  tree_.Remove("labs/01_first/a.cc");
  fs::create_symlink("a.h", tree_.root() / "labs/01_first/a.cc");
  EXPECT_THAT(Problems(), ElementsAre(HasSubstr("a.cc: is a symbolic link"),
                                      HasSubstr("a.cc: does not belong here")));
}

TEST_F(ValidateTest, WrongAnswersSayWhatTheyExpect) {
  const char* file = "solutions/01_first/wrong/volatile/a.cc";
  tree_.Write(file, "int a;\n");
  ExpectOneProblem("volatile/a.cc:1: the first line must read '// expect: CHECK KIND'");
  tree_.Write(file, "// expect: stress hang\n");
  ExpectOneProblem("expects check 'stress' to fail, but the lab has no such check");
  for (const char* check : {"explore", "crash", "faults", "build"}) {
    tree_.Write(file, "// expect: " + std::string(check) + " hang\n");
    EXPECT_THAT(Problems(), IsEmpty()) << check;
  }
}

}  // namespace
}  // namespace racelab
