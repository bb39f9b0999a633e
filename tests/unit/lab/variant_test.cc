// Tests of lab/variant and lab/rewrite, and of the variants of all labs of this tree.
#include "checker/lab/variant.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "tests/unit/lab/lab_tree.h"

namespace racelab {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const Rewriting kRewriting = {.names = {{"Push", "Put"}, {"Queue", "Belt"}, {"The(", "Only"}},
                              .values = {{"kMost", "30"}},
                              .starter = ""};

TEST(RewriteTest, NamesAreWordsOfIdentifiers) {
  EXPECT_EQ(RewriteCode("queue->Push(1); TryPush(2); kPush; NewQueue(); Queue* q;", kRewriting),
            "queue->Put(1); TryPut(2); kPut; NewBelt(); Belt* q;");
  EXPECT_EQ(RewriteCode("Pushed pushed PUSH Push_ EPush Queues", kRewriting),
            "Pushed pushed PUSH Push_ EPush Queues");
}

TEST(RewriteTest, ANameThatIsAWordOfProseMustBeCalled) {
  EXPECT_EQ(RewriteCode("// The end. The<int>() and The()\nService& The();", kRewriting),
            "// The end. Only<int>() and Only()\nService& Only();");
}

TEST(RewriteTest, ValuesAreNumbersOfConstants) {
  EXPECT_EQ(RewriteCode("constexpr int kMost = 1'000;  // kMost\nint kMostly = 5;", kRewriting),
            "constexpr int kMost = 30;  // kMost\nint kMostly = 5;");
}

TEST(RewriteTest, MarkdownChangesInCodeOnly) {
  EXPECT_EQ(RewriteMarkdown("Push it: `Push(1)`.\n```\nPush `x`\n```\nPush\n", kRewriting),
            "Push it: `Put(1)`.\n```\nPut `x`\n```\nPush\n");
}

TEST(RewriteTest, CommentsGo) {
  EXPECT_EQ(WithoutComments("// expect: tsan data-race\nint a;  // why\n  /* x\n y */\nint b;\n"),
            "int a;\nint b;\n");
  EXPECT_EQ(WithoutComments("s = \"http://x\\\"//\"; c = '\"'; n = 1'000;  // z"),
            "s = \"http://x\\\"//\"; c = '\"'; n = 1'000;");
}

constexpr char kVariant[] = R"(
[variant]
starters = ["volatile"]

[variant.names]
Adder = ["Summer", "Counter"]
Add = ["Plus"]
)";

class VariantTest : public testing::Test {
 protected:
  VariantTest() {
    tree_.Write("labs/01_first/lab.toml", std::string(kGoodManifest) + kVariant);
    tree_.Write("labs/01_first/a.h", "struct Adder { void Add(); };\n");
    tree_.Write("solutions/01_first/wrong/volatile/a.cc",
                "// expect: tsan data-race\n// The bug.\nvoid Adder::Add() {}\n");
  }
  Lab Get(const std::string& which) { return FindLab(tree_.root(), which).value(); }
  std::string Text(const std::string& path) { return ReadFile(tree_.root() / path).value(); }

  LabTree tree_;
};

TEST_F(VariantTest, IsALabOfItsOwn) {
  const absl::Status made = MakeVariant(Get("1"), 7, tree_.root(), true);
  ASSERT_TRUE(made.ok()) << made;
  const Lab lab = Get("1@7");
  EXPECT_EQ(lab.id, "01_first@7");
  EXPECT_EQ(lab.number, 1);
  EXPECT_EQ(VariantCount(lab.manifest.variant), 0u);
  const std::string header = Text("labs/01_first@7/a.h");
  EXPECT_NE(header, "struct Adder { void Add(); };\n");
  EXPECT_EQ(Get("1").id, "01_first") << "the lab itself keeps its number";
  EXPECT_EQ(LoadCatalog(tree_.root()).value().size(), 2u);
  EXPECT_EQ(LoadAnswers(lab).value().size(), 4u);
  EXPECT_EQ(MakeVariant(Get("1"), 7, tree_.root(), false).code(), absl::StatusCode::kAlreadyExists);
}

TEST_F(VariantTest, SomeSeedsStartWithAnotherBug) {
  std::set<std::string> starters;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    ASSERT_TRUE(MakeVariant(Get("1"), seed, tree_.root(), false).ok());
    const std::string folder = "labs/01_first@" + std::to_string(seed);
    starters.insert(Text(folder + "/a.cc").substr(0, 4));
    EXPECT_THAT(Text(folder + "/a.cc"), Not(HasSubstr("The bug")));
  }
  EXPECT_EQ(starters.size(), 2u);
}

TEST_F(VariantTest, SaysWhyThereIsNone) {
  EXPECT_THAT(std::string(FindLab(tree_.root(), "1@9").status().message()),
              HasSubstr("make it with './racelab new --variant 9 1'"));
  EXPECT_THAT(std::string(FindLab(tree_.root(), "first@x").status().message()),
              HasSubstr("01_first@x does not exist"));
  tree_.Write("labs/01_first/lab.toml", kGoodManifest);
  EXPECT_THAT(std::string(MakeVariant(Get("1"), 9, tree_.root(), false).message()),
              HasSubstr("has no [variant]"));
}

TEST_F(VariantTest, NeedsTheAnswers) {
  tree_.Remove("solutions/01_first/wrong/volatile");
  std::set<absl::StatusCode> codes;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    const absl::Status made = MakeVariant(Get("1"), seed, tree_.root(), false);
    codes.insert(made.code());
    EXPECT_EQ(FindLab(tree_.root(), "1@" + std::to_string(seed)).ok(), made.ok())
        << "nothing is left of what could not be made";
  }
  EXPECT_THAT(codes,
              testing::ElementsAre(absl::StatusCode::kOk, absl::StatusCode::kFailedPrecondition));
}

TEST_F(VariantTest, ProblemsNameWhatDoesNotFit) {
  EXPECT_THAT(VariantProblems(Get("1")), IsEmpty());
  tree_.Write("labs/01_first/a.h", "struct Adder { void Plus(); };\n");
  tree_.Remove("solutions/01_first/wrong/volatile");
  const std::vector<std::string> problems = VariantProblems(Get("1"));
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_THAT(problems[0], HasSubstr("'Add' does not stand in the lab"));
  EXPECT_THAT(problems[1], HasSubstr("'Plus' is a name that the lab has already"));
  EXPECT_THAT(problems[2], HasSubstr("'volatile' in 'starters' is no wrong answer"));
}

// The labs of this tree. What only compiling and running can show, `racelab verify --variant` does.
class LabVariants : public testing::Test {
 protected:
  const std::vector<Lab> labs_ = LoadCatalog(RACELAB_SOURCE_DIR).value();
};

TEST_F(LabVariants, AllHaveMany) {
  for (const Lab& lab : labs_) {
    EXPECT_GE(VariantCount(lab.manifest.variant), 8u) << lab.id;
    EXPECT_GE(lab.manifest.variant.starters.size(), 2u) << lab.id;
  }
}

// An answer to one variant does not fit another.
TEST_F(LabVariants, NamesDifferUntilAllAreUsed) {
  for (const Lab& lab : labs_) {
    const VariantSpec& spec = lab.manifest.variant;
    const uint64_t count = std::min<uint64_t>(VariantCount(spec), 2000);
    std::set<std::vector<std::pair<std::string, std::string>>> all;
    for (uint64_t seed = 1; seed <= count; ++seed) all.insert(RewritingOf(spec, seed).names);
    EXPECT_EQ(all.size(), count) << lab.id;
    EXPECT_EQ(all.count({}), 0u) << lab.id << ": a variant has the names of the lab itself";
  }
}

TEST_F(LabVariants, StartersFitAndTellNothing) {
  for (const Lab& lab : labs_) {
    for (const std::string& starter : lab.manifest.variant.starters) {
      for (const std::string& edit : lab.manifest.edit) {
        const auto file = ReadFile(lab.solution / "wrong" / starter / edit);
        if (!file.ok()) continue;  // the lab's own
        const std::string code = WithoutComments(*file);
        EXPECT_LE(std::ranges::count(code, '\n'), 80) << lab.id << " " << starter;
        EXPECT_THAT(code, Not(HasSubstr("//"))) << lab.id << " " << starter;
      }
    }
  }
}

}  // namespace
}  // namespace racelab
