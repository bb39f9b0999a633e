// Winnowing: what it guarantees, what disguises a copy, and what must not count against anybody.
#include "checker/classroom/winnowing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/lab/catalog.h"
#include "tests/support/disguise.h"

namespace racelab {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Tokens that no two calls share, apart from those of the pattern of winnowing itself.
std::string RandomTokens(int count, std::mt19937& random) {
  static const std::vector<std::string> kWords = {"if",  "while", "(", ")", "{",  "}",  "+",
                                                  "int", "for",   ";", "=", "<<", "->", "new"};
  std::string text;
  for (int i = 0; i < count; ++i) absl::StrAppend(&text, kWords[random() % kWords.size()], "\n");
  return text;
}

std::set<uint64_t> Hashes(const std::string& text) {
  std::set<uint64_t> hashes;
  for (const Fingerprint& print : Winnow(text, {})) hashes.insert(print.hash);
  return hashes;
}

bool ShareAny(const std::string& a, const std::string& b) {
  for (const uint64_t hash : Hashes(a)) {
    if (Hashes(b).contains(hash)) return true;
  }
  return false;
}

Sources File(const std::string& text) { return {{"a.cc", text}}; }

std::string Solution(const std::string& file) {
  return ReadFile(std::filesystem::path(RACELAB_SOURCE_DIR) / "solutions" / file).value();
}

const std::string kGate = "05_transfer_deadlock/accepted/gate_lock/ledger.cc";
const std::string kBackOff = "05_transfer_deadlock/accepted/try_and_back_off/ledger.cc";

TEST(WinnowingTest, SharedTokensAreFoundWhateverStandsAroundThem) {
  const WinnowingOptions options;
  const int enough = static_cast<int>(options.gram + options.window - 1);
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    const std::string shared = RandomTokens(enough, random);
    EXPECT_TRUE(ShareAny(RandomTokens(50, random) + shared + RandomTokens(30, random),
                         RandomTokens(20, random) + shared + RandomTokens(70, random)))
        << round;
  }
}

TEST(WinnowingTest, WhatIsShorterThanAGramIsNeverShared) {
  const std::string shared = "a(b + c * d) { return 7";  // 11 tokens
  EXPECT_FALSE(ShareAny("while (x) y; " + shared + " * 2; }", "int z[5]; " + shared + " - f; }"));
}

TEST(WinnowingTest, NamesLayoutCommentsAndIncludesDoNotMatter) {
  const std::string original =
      "#include <mutex>\nint Sum(int a, int b) {\n  // adds\n  return a + b + 1 + kMore;\n}\n";
  const std::string copy =
      "int Total(int x,\n int y)\n{ /* own work */ return x + y + 27 + other; }\n#define X\n";
  EXPECT_EQ(Hashes(original), Hashes(copy));
}

TEST(WinnowingTest, NamesOfLibrariesMatter) {
  const WinnowingOptions all{.window = 1};
  const auto prints = [&](const std::string& lock, const std::string& name) {
    return Winnow(lock + " " + name + "(a.mutex, b.mutex); a.sum = 1;", all);
  };
  EXPECT_EQ(prints("std::scoped_lock", "x"), prints("std::scoped_lock", "y"));
  EXPECT_NE(prints("std::scoped_lock", "x"), prints("std::unique_lock", "x"));
  EXPECT_EQ(prints("mine::scoped_lock", "x"), prints("mine::unique_lock", "x"));
}

TEST(WinnowingTest, LinesAreThoseOfTheTokens) {
  const std::vector<Fingerprint> prints = Winnow("\n\nint a\n= b + c\n+ d * e *\nf\n\n", {});
  ASSERT_THAT(prints, SizeIs(1));
  EXPECT_EQ(prints[0].first_line, 3);
  EXPECT_EQ(prints[0].last_line, 6);
  EXPECT_THAT(Winnow("int a = 3;", {}), IsEmpty());
}

TEST(SimilarityTest, ADisguisedCopyIsFoundWithItsLines) {
  const std::string original = Solution(kGate);
  const auto pairs =
      FindSimilar({File(Solution(kBackOff)), File(original), File(Disguise(original))}, {}, {});
  ASSERT_THAT(pairs, SizeIs(1));
  EXPECT_EQ(pairs[0].a, 1u);
  EXPECT_EQ(pairs[0].b, 2u);
  EXPECT_GT(pairs[0].share, 0.8);
  ASSERT_FALSE(pairs[0].places.empty());
  for (const AlikeLines& lines : pairs[0].places) {
    EXPECT_EQ(lines.file_a, "a.cc");
    EXPECT_GE(lines.first_a, 1);
    EXPECT_LE(lines.first_a, lines.last_a);
    EXPECT_LE(lines.first_b, lines.last_b);
  }
}

TEST(SimilarityTest, PlacesNameTheSameLinesOfBoth) {
  const std::string part =
      "int Sum(const int* from, int count) {\n  int sum = 0;\n  for (int i = 0; i < count; ++i) {\n"
      "    sum += from[i] * (i % 2 == 0 ? 1 : -1);\n  }\n  return sum < 0 ? -sum : sum;\n}\n";
  const auto pairs = FindSimilar({File(part), File("\n\n\nclass Other;\n" + part)}, {},
                                 {.least_common = 4, .least_share = 0.5});
  ASSERT_THAT(pairs, SizeIs(1));
  for (const AlikeLines& lines : pairs[0].places) EXPECT_EQ(lines.first_b, lines.first_a + 4);
}

TEST(SimilarityTest, WhatWasGivenCountsForNobody) {
  const std::string given = Solution(kGate);
  EXPECT_THAT(FindSimilar({File(given), File(Disguise(given))}, File(given), {}), IsEmpty());
}

TEST(SimilarityTest, WhatManyHaveCountsForNobody) {
  const std::string text = Solution(kGate);
  const auto pairs = [&](int authors) {
    return FindSimilar(std::vector<Sources>(authors, File(text)), {}, {}).size();
  };
  EXPECT_EQ(pairs(8), 28u);
  EXPECT_EQ(pairs(9), 0u);
}

TEST(SimilarityTest, ALittleInCommonIsNoHint) {
  const std::string text = "int a = b + c * (d - e) / f;\nint g = h + i;\n";
  EXPECT_THAT(FindSimilar({File(text), File(text)}, {}, {}), IsEmpty());
}

TEST(SimilarityTest, EmptyAndBrokenSourcesAreHarmless) {
  EXPECT_THAT(FindSimilar({{}, File(""), File("\"\\"), File(std::string(3, '\0'))}, {}, {}),
              IsEmpty());
}

// The answers differ in how they avoid the deadlock.
TEST(SimilarityTest, DifferentRightAnswersOfTheBankAreNotAlike) {
  const Lab lab = FindLab(RACELAB_SOURCE_DIR, "05_transfer_deadlock").value();
  const std::vector<Answer> answers = LoadAnswers(lab).value();
  std::vector<Sources> authors;
  for (const Answer& answer : answers) {
    if (answer.claim != Answer::Claim::kAccepted) continue;
    authors.push_back(File(ReadFile(answer.folder / "ledger.cc").value()));
  }
  ASSERT_GE(authors.size(), 10u);
  EXPECT_THAT(FindSimilar(authors, GivenSources(lab.folder), {}), IsEmpty());
}

}  // namespace
}  // namespace racelab
