// Tests of text cleaning, shortening, hashing and comparing.
#include "checker/base/text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace racelab {
namespace {

using std::string_literals::operator""s;

TEST(CleanText, KeepsOrdinaryText) {
  EXPECT_EQ(CleanText("a\tb\nñ € 😀"), "a\tb\nñ € 😀");
  EXPECT_EQ(CleanText(""), "");
}

TEST(CleanText, TakesTheTeethOutOfEscapeSequences) {
  EXPECT_EQ(CleanText("\x1b[31mred"), "␛[31mred");
  EXPECT_EQ(CleanText("\x7f\x07"), "␡␇");
  EXPECT_EQ(CleanText("a\0b"s), "a␀b");
  EXPECT_EQ(CleanText("\xc2\x9b"
                      "31m"),
            "\uFFFD31m")
      << "U+009B starts an escape sequence too";
  EXPECT_EQ(CleanText("x\u202Ey\u2066z"), "x\uFFFDy\uFFFDz");
}

TEST(CleanText, MakesLineEndsNewlines) { EXPECT_EQ(CleanText("a\r\nb\r\r\nc\r"), "a\nb␍\nc␍"); }

TEST(CleanText, ReplacesBadUtf8ByteByByte) {
  EXPECT_EQ(CleanText("\xff"), "\uFFFD");
  EXPECT_EQ(CleanText("\xe2\x82"), "\uFFFD\uFFFD") << "cut off";
  EXPECT_EQ(CleanText("\xc0\xaf"), "\uFFFD\uFFFD") << "overlong";
  EXPECT_EQ(CleanText("\xe0\x80\xaf"), "\uFFFD\uFFFD\uFFFD") << "overlong";
  EXPECT_EQ(CleanText("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD") << "surrogate";
  EXPECT_EQ(CleanText("\xf4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD") << "beyond U+10FFFF";
  EXPECT_EQ(CleanText("\xe2(\xa1"), "\uFFFD(\uFFFD");
}

TEST(CleanText, OfRandomBytesIsStable) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::string bytes(random() % 300, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const std::string clean = CleanText(bytes);
    EXPECT_EQ(CleanText(clean), clean);
    for (const char c : clean) {
      EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t');
    }
  }
}

TEST(Shorten, LeavesShortTextAlone) {
  EXPECT_EQ(Shorten("abc", 3), "abc");
  EXPECT_EQ(Shorten("", 0), "");
}

TEST(Shorten, KeepsBothEndsAndCountsTheRest) {
  const std::string text = std::string(500, 'a') + std::string(500, 'b');
  const std::string shortened = Shorten(text, 100);
  EXPECT_LE(shortened.size(), 100u);
  EXPECT_EQ(shortened.find("\n... 9"), 35u) << shortened;
  const size_t kept = shortened.find('\n') * 2;
  EXPECT_NE(shortened.find("\n... " + std::to_string(1000 - kept) + " bytes left out ...\nbbb"),
            std::string::npos)
      << shortened;
}

TEST(Shorten, NeverSplitsACharacterNorExceedsTheLimit) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += i % 2 == 0 ? "€" : "😀";
  for (size_t limit = 0; limit < text.size(); ++limit) {
    const std::string shortened = Shorten(text, limit);
    EXPECT_LE(shortened.size(), limit);
    EXPECT_EQ(CleanText(shortened), shortened) << limit;
  }
}

TEST(Sha256, MatchesThePublishedExamples) {  // FIPS 180-4, examples by NIST
  EXPECT_EQ(Sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(EditDistance, CountsSingleByteEdits) {
  EXPECT_EQ(EditDistance("kitten", "sitting"), 3u);
  EXPECT_EQ(EditDistance("", "abc"), 3u);
  EXPECT_EQ(EditDistance("abc", ""), 3u);
  EXPECT_EQ(EditDistance("same", "same"), 0u);
}

TEST(ClosestWord, FindsTypingMistakesOnly) {
  const std::vector<std::string> words = {"points", "kind", "timeout"};
  EXPECT_EQ(ClosestWord("pionts", words), "points");
  EXPECT_EQ(ClosestWord("knd", words), "kind");
  EXPECT_EQ(ClosestWord("executions", words), "");
  EXPECT_EQ(ClosestWord("kind", std::vector<std::string>{}), "");
}

}  // namespace
}  // namespace racelab
