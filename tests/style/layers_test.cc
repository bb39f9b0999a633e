// Tests of the layers: every #include below checker/ against checker/modules.txt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "checker/base/files.h"
#include "tests/style/rules.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ModuleTable RealTable() {
  return ParseModules(ReadFile(fs::path(RACELAB_SOURCE_DIR) / "checker/modules.txt").value());
}

TEST(Layers, TheTableIsWellFormed) {
  EXPECT_THAT(RealTable().problems, IsEmpty());
  EXPECT_GE(RealTable().may_include.size(), 10u);
}

TEST(Layers, EveryModuleIsInTheTable) {
  const ModuleTable table = RealTable();
  for (const auto& entry : fs::directory_iterator(fs::path(RACELAB_SOURCE_DIR) / "checker")) {
    if (!entry.is_directory()) continue;
    EXPECT_EQ(table.may_include.count(entry.path().filename().string()), 1u) << entry.path();
  }
}

TEST(Layers, EveryIncludeIsAllowed) {
  const ModuleTable table = RealTable();
  for (const SourceFile& file : ReadSources({"checker"})) {
    EXPECT_THAT(LayerProblems(table, file), IsEmpty());
  }
}

// The clock on the wall may be set while a program is judged: who measures takes the steady one.
TEST(Clocks, NoVerdictFollowsTheClockOnTheWall) {
  for (const SourceFile& file :
       ReadSources({"checker/base", "checker/check", "checker/explore", "checker/sandbox"})) {
    for (const char* clock : {"absl::Now()", "system_clock"}) {
      EXPECT_EQ(file.text.find(clock), std::string::npos) << file.path << " asks " << clock;
    }
  }
}

// The rules themselves: that they let good files pass and catch bad ones.

const char kTable[] = "# comment\nbase:\nharness: base\nlab: base harness/record.h\n";

TEST(LayerRule, AllowsWhatTheTableAllows) {
  const ModuleTable table = ParseModules(kTable);
  EXPECT_THAT(table.problems, IsEmpty());
  EXPECT_THAT(LayerProblems(table, {"checker/lab/a.cc",
                                    "#include <vector>\n#include \"absl/time/time.h\"\n"
                                    "#include \"checker/base/files.h\"\n"
                                    "#include \"checker/lab/a.h\"\n"
                                    "#include \"checker/harness/record.h\"\n"}),
              IsEmpty());
}

TEST(LayerRule, CatchesEveryForbiddenInclude) {
  const ModuleTable table = ParseModules(kTable);
  const auto problems = [&table](const std::string& path, const std::string& text) {
    return LayerProblems(table, {path, text});
  };
  EXPECT_THAT(problems("checker/base/a.cc", "\n#include \"checker/lab/catalog.h\"\n"),
              ElementsAre("checker/base/a.cc:2: checker/lab/catalog.h: module base may not include "
                          "it; checker/modules.txt says who may"));
  EXPECT_THAT(problems("checker/base/a.h", "  #  include <checker/lab/catalog.h>  // why\n"),
              ElementsAre(HasSubstr("module base may not include it")));
  EXPECT_THAT(problems("checker/lab/deep/a.cc", "#include \"checker/harness/other.h\"\n"),
              ElementsAre(HasSubstr("module lab may not include it")));
  EXPECT_THAT(problems("checker/lab/a.cc", "#include \"catalog.h\"\n"),
              ElementsAre(HasSubstr("write the path from the repository's root")));
  EXPECT_THAT(problems("checker/lab/a.cc", "#include \"tests/style/rules.h\"\n"),
              ElementsAre(HasSubstr("the checker stands alone")));
  EXPECT_THAT(problems("checker/news/a.cc", ""),
              ElementsAre(HasSubstr("checker/modules.txt has no module 'news'")));
  EXPECT_THAT(problems("checker/a.cc", ""), ElementsAre(HasSubstr("has no module ''")));
}

TEST(LayerRule, CatchesABadTable) {
  EXPECT_THAT(ParseModules("lab: base\nbase:\n").problems,
              ElementsAre("lab: base does not stand above it"));
  EXPECT_THAT(ParseModules("base: base\n").problems,
              ElementsAre("base: base does not stand above it"));
  EXPECT_THAT(ParseModules("base:\nbase:\n").problems, ElementsAre("base: stands here twice"));
  EXPECT_THAT(ParseModules("base\n").problems, ElementsAre("base: needs a colon"));
}

}  // namespace
}  // namespace racelab
