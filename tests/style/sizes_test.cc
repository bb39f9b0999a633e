// Tests of first lines and sizes of every source file, and of the folder of every lab.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "checker/lab/catalog.h"
#include "checker/lab/validate.h"
#include "tests/style/rules.h"

namespace racelab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Files beyond 400 lines, each with the reason why it is better in one piece.
const std::map<std::string, std::string> kReasons = {};

TEST(Sizes, EverySourceFileObeys) {
  const std::vector<SourceFile> files = ReadSources({"checker", "labs", "solutions", "tests"});
  EXPECT_GT(files.size(), 50u);
  for (const SourceFile& file : files) {
    EXPECT_THAT(FirstLineProblems(file), IsEmpty());
    EXPECT_THAT(SizeProblems(file, kReasons), IsEmpty());
  }
}

// Fixed README headings, at most 60 lines; edit files of at most 80 lines; no stray files.
TEST(Sizes, EveryLabIsWellFormed) {
  const absl::StatusOr<std::vector<Lab>> labs = LoadCatalog(RACELAB_SOURCE_DIR);
  ASSERT_TRUE(labs.ok()) << labs.status();
  for (const Lab& lab : *labs) EXPECT_THAT(ValidateLab(lab), IsEmpty()) << lab.id;
}

// The rules themselves: that they let good files pass and catch bad ones.

TEST(FirstLineRule, WantsACommentOnLineOne) {
  EXPECT_THAT(FirstLineProblems({"a.cc", "// What it is.\nint a;\n"}), IsEmpty());
  for (const char* bad : {"", "int a;\n// comment\n", "\n// comment\n", "//\n", "/* a */\n",
                          "#include <a>\n// comment\n"}) {
    EXPECT_THAT(FirstLineProblems({"a.cc", bad}), ElementsAre(HasSubstr("a.cc:1: the first line")))
        << bad;
  }
}

TEST(SizeRule, AllowsLongFilesOnlyForAReason) {
  const SourceFile longest = {"a.cc", std::string(400, '\n')};
  const SourceFile longer = {"a.cc", std::string(401, '\n')};
  EXPECT_THAT(SizeProblems(longest, {}), IsEmpty());
  EXPECT_THAT(SizeProblems(longer, {}), ElementsAre(HasSubstr("a.cc:400: has 401 lines")));
  EXPECT_THAT(SizeProblems(longer, {{"b.cc", "a reason"}}), ElementsAre(HasSubstr("401 lines")));
  EXPECT_THAT(SizeProblems(longer, {{"a.cc", "a reason"}}), IsEmpty());
  EXPECT_THAT(SizeProblems(longest, {{"a.cc", "a reason"}}),
              ElementsAre(HasSubstr("a.cc:1: is short now")));
}

}  // namespace
}  // namespace racelab
