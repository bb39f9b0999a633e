// Tests of the compiler drivers' plans: which commands a compiler's command line becomes.
#include "checker/toolchain/driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"

namespace racelab {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

using Strings = std::vector<std::string>;

DriverPlan PlanFor(const std::string& line, const std::string& family = "gcc", bool cxx = false) {
  return PlanDriver(ReadWords(absl::StrSplit(line, ' ', absl::SkipEmpty())), family, cxx);
}

// The only command of a call that does not link.
std::string Compile(const std::string& line, const std::string& family = "gcc", bool cxx = false) {
  const DriverPlan plan = PlanFor(line, family, cxx);
  EXPECT_THAT(plan.refused, IsEmpty());
  EXPECT_THAT(plan.link, IsEmpty()) << line;
  EXPECT_THAT(plan.compile, SizeIs(1));
  return plan.compile.empty() ? "" : absl::StrJoin(plan.compile[0], " ");
}

std::string Link(const DriverPlan& plan) { return absl::StrJoin(plan.link, " "); }

TEST(Driver, CompilesWithInstrumentationBehindTheUsersWords) {
  EXPECT_EQ(Compile("-O2 -Wall -c a.c -o a.o"),
            "-fno-pie -O2 -Wall -c -o a.o -gdwarf-4 -O0 -fsanitize=thread -fno-builtin "
            "-U_FORTIFY_SOURCE -D_GLIBCXX_USE_POSIX_SEMAPHORE "
            "-D_GLIBCXX_REQUIRE_POSIX_SEMAPHORE --param=tsan-distinguish-volatile=1 a.c");
  EXPECT_THAT(Compile("-c a.c", "clang"), HasSubstr("-mllvm -tsan-instrument-read-before-write=1"));
}

TEST(Driver, EveryModeThatDoesNotLinkIsOneCommand) {
  for (const char* mode : {"-c", "-E", "-S", "-M", "-MM", "-fsyntax-only"}) {
    EXPECT_THAT(Compile(std::string(mode) + " a.c b.c"),
                AllOf(HasSubstr(mode), HasSubstr("-fsanitize=thread"), EndsWith("a.c b.c")));
  }
  EXPECT_THAT(Compile("-x c -E -"), EndsWith("-x c - -x none"));
  EXPECT_THAT(Compile("all.h -o all.h.gch"), EndsWith("all.h"));
}

TEST(Driver, OneCallBecomesACompilationForEachSourceAndALink) {
  const DriverPlan plan = PlanFor("-DX a.c lib.a b.c -L. -lm -o prog");
  ASSERT_THAT(plan.compile, SizeIs(2));
  EXPECT_THAT(absl::StrJoin(plan.compile[1], " "),
              AllOf(HasSubstr("-DX"), EndsWith("b.c"), Not(HasSubstr("a.c")),
                    Not(HasSubstr("lib.a")), Not(HasSubstr("-lm")), Not(HasSubstr("prog"))));
  EXPECT_EQ(Link(plan), "-DX  lib.a  -L. -lm -o prog");
  EXPECT_THAT(plan.objects, ElementsAre(1, 3));
  EXPECT_TRUE(plan.program);
  EXPECT_THAT(Link(plan), Not(HasSubstr("sanitize")));
}

TEST(Driver, ASharedLibraryGetsNoRuntime) {
  const DriverPlan plan =
      PlanFor("-shared a.c -o liba.so -Wl,-z,defs,-O1 -Wl,--no-undefined -z defs");
  EXPECT_FALSE(plan.program);
  EXPECT_THAT(absl::StrJoin(plan.compile[0], " "), HasSubstr("-fPIC"));
  EXPECT_EQ(Link(plan), "-shared  -o liba.so -Wl,-O1");
}

TEST(Driver, QuestionsReachTheCompilerUntouched) {
  for (const char* line : {"--version", "-dumpversion", "-dumpmachine", "-print-search-dirs",
                           "-###", "-### a.c", "--print-sysroot", "-v", "--help", "", "-E"}) {
    EXPECT_TRUE(PlanFor(line).as_is) << line;
  }
  EXPECT_FALSE(PlanFor("-v a.c").as_is);
}

TEST(Driver, SanitizersThatCannotBeCombinedAreLeftOutWithOneWarning) {
  const DriverPlan plan = PlanFor("-fsanitize=address,undefined -fsanitize=memory a.c");
  EXPECT_THAT(plan.warning, HasSubstr("address,memory"));
  EXPECT_EQ(Link(plan), "-fsanitize=undefined ");
  EXPECT_THAT(PlanFor("-fsanitize=undefined a.c").warning, IsEmpty());
}

TEST(Driver, RefusesWhatCannotBeExplored) {
  EXPECT_THAT(PlanFor("-m32 -c a.c").refused, HasSubstr("-m32"));
  EXPECT_THAT(PlanFor("-static a.c").refused, HasSubstr("-static"));
  EXPECT_THAT(PlanFor("-static -c a.c").refused, IsEmpty());
  EXPECT_THAT(PlanFor("-static-libstdc++ a.c").refused, IsEmpty());
}

TEST(Driver, LeavesOutWhatHidesTheProgram) {
  const std::string compile = Compile(
      "-c a.c -fPIE -flto=auto -g0 -gsplit-dwarf -D_FORTIFY_SOURCE=2 -Wp,-D_FORTIFY_SOURCE=3 "
      "-D _FORTIFY_SOURCE=1");
  EXPECT_EQ(compile,
            "-fno-pie -c -gdwarf-4 -O0 -fsanitize=thread -fno-builtin -U_FORTIFY_SOURCE "
            "-D_GLIBCXX_USE_POSIX_SEMAPHORE -D_GLIBCXX_REQUIRE_POSIX_SEMAPHORE "
            "--param=tsan-distinguish-volatile=1 a.c");
  EXPECT_EQ(Link(PlanFor("a.o -pie -s -Wl,-s -Wl,-pie,-O1")), "a.o -Wl,-O1");
  EXPECT_THAT(Compile("-c -fPIC a.c"), HasSubstr("-fno-pie -c -fPIC"));
}

TEST(Driver, CxxIsCxx20UnlessTheUserSaysOtherwise) {
  EXPECT_THAT(Compile("-c a.cc", "gcc", true), HasSubstr("-std=gnu++20"));
  EXPECT_THAT(Compile("-c a.cc -std=c++17", "gcc", true), Not(HasSubstr("gnu++20")));
  EXPECT_THAT(Compile("-x c -c a.c", "gcc", true), Not(HasSubstr("gnu++20")));
  EXPECT_THAT(Compile("-c a.c"), Not(HasSubstr("-std")));
}

TEST(Driver, AssemblyIsNotInstrumented) {
  EXPECT_EQ(Compile("-c f.s -o f.o", "clang"), "-c -o f.o f.s");
  const DriverPlan plan = PlanFor("-MMD f.s a.c");
  EXPECT_EQ(absl::StrJoin(plan.compile[0], " "), "-c f.s");
}

TEST(Driver, RulesForMakeGoWhereTheyWouldWithoutUs) {
  const DriverPlan plan = PlanFor("-MMD -MP src/a.c -o prog");
  EXPECT_THAT(absl::StrJoin(plan.compile[0], " "), HasSubstr("-MMD -MP -MF a.d -MT a.o"));
  EXPECT_THAT(Link(plan), Not(HasSubstr("-M")));
  EXPECT_THAT(absl::StrJoin(PlanFor("-MD -MF x.d -MT y a.c").compile[0], " "),
              AllOf(HasSubstr("-MF x.d"), Not(HasSubstr("a.d"))));
}

TEST(Driver, InstalledLibrariesBringTheirShims) {
  EXPECT_THAT(PlanFor("a.o -labsl_synchronization -lboost_thread").libraries,
              ElementsAre("absl", "boost_thread"));
  EXPECT_THAT(PlanFor("a.o -l boost_thread").libraries, ElementsAre("boost_thread"));
  EXPECT_THAT(PlanFor("a.o /usr/lib/x86_64-linux-gnu/libabsl_base.a").libraries,
              ElementsAre("absl"));
  // Built by the user, so instrumented; or only named like it.
  EXPECT_THAT(PlanFor("absl_test.o build/libabsl_base.a -lm").libraries, IsEmpty());
}

TEST(DriverWords, ResponseFilesAreReadAsGccReadsThem) {
  const TempDir folder = TempDir::Create("driver-test").value();
  const std::string inner = (folder.path() / "inner").string();
  const std::string outer = (folder.path() / "outer").string();
  std::ofstream(inner) << "-DA=\"x y\" 'b c.c'\n";
  std::ofstream(outer) << "-c\t@" << inner << "\n-DB=\\\"q\\\" \"\"";
  EXPECT_THAT(ExpandResponseFiles({"@" + outer, "@missing", "@"}),
              ElementsAre("-c", "-DA=x y", "b c.c", "-DB=\"q\"", "", "@missing", "@"));
  std::ofstream(inner) << "@" << inner;  // for ever, were there no limit
  EXPECT_THAT(ExpandResponseFiles({"@" + inner}), ElementsAre("@" + inner));
}

TEST(DriverWords, AValueIsNoFile) {
  const std::vector<Word> words = ReadWords({"-o", "x.c", "-include", "y.h", "-I", "z", "a.c"});
  ASSERT_THAT(words, SizeIs(4));
  EXPECT_EQ(words[0].role, Word::kOutput);
  EXPECT_EQ(words[1].role, Word::kOption);
  EXPECT_EQ(words[3].role, Word::kSource);
  EXPECT_EQ(ReadWords({"-oprog"})[0].role, Word::kOutput);
  EXPECT_EQ(ReadWords({"-xc++", "-"})[0].language, "c++");
  EXPECT_EQ(ReadWords({"-x", "c", "-x", "none", "a.o"})[0].role, Word::kInput);
}

}  // namespace
}  // namespace racelab
