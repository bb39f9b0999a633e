// Tests of the lexer: what a compiler does not see as code, the scans must not see either.
#include "checker/check/integrity_lexer.h"

#include <string>
#include <vector>

#include "checker/check/integrity.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace racelab {
namespace {

using testing::ElementsAre;

std::vector<std::string> Texts(std::string_view source) {
  std::vector<std::string> texts;
  for (const Token& token : Tokens(source)) texts.push_back(token.text);
  return texts;
}

TEST(Lexer, CommentsVanishAndLinesAreCounted) {
  const std::vector<Token> tokens = Tokens("a // asm\n/* asm\nasm */ b\n\nc");
  ASSERT_EQ(tokens.size(), 3u);
  EXPECT_EQ(tokens[1].text, "b");
  EXPECT_EQ(tokens[1].line, 3);
  EXPECT_EQ(tokens[2].line, 5);
}

TEST(Lexer, StringsAreOneToken) {
  EXPECT_THAT(Texts(R"(f("a // \" b", 'x', '"');)"),
              ElementsAre("f", "(", R"(a // \" b)", ",", "x", ",", "\"", ")", ";"));
}

TEST(Lexer, RawStringsEndAtTheirDelimiterOnly) {
  const std::vector<Token> tokens = Tokens("R\"x( )\" /* \n# 1 \"f\" )x\" asm");
  ASSERT_EQ(tokens.size(), 2u);
  EXPECT_EQ(tokens[0].kind, Token::kString);
  EXPECT_EQ(tokens[1].text, "asm");
  EXPECT_EQ(tokens[1].line, 2);
}

TEST(Lexer, LinesAreNotJoinedInsideARawString) {
  EXPECT_THAT(Texts("R\"x( )\\\nx\" asm )x\" b"), ElementsAre(" )\\\nx\" asm ", "b"));
}

TEST(Lexer, ARawStringInADirectiveDoesNotOpenAComment) {
  EXPECT_THAT(Texts("#define X R\"(\" /* )\"\nasm // */"),
              ElementsAre("define X \"\" /* \"", "asm"));
}

TEST(Lexer, ABackslashJoinsLinesAlsoWithBlanksBehindIt) {
  EXPECT_THAT(Texts("no_san\\\nitize no_\\  \nsan"), ElementsAre("no_sanitize", "no_san"));
  EXPECT_THAT(Texts("/\\\n* asm *\\\n/ b"), ElementsAre("b"));
}

TEST(Lexer, DigraphsAreReplaced) {
  EXPECT_THAT(
      Texts("<:<:a:>:> <%%> std::vector<::X>"),
      ElementsAre("[", "[", "a", "]", "]", "{", "}", "std", "::", "vector", "<", "::", "X", ">"));
  const std::vector<Token> tokens = Tokens("%: line 7");
  ASSERT_EQ(tokens.size(), 1u);
  EXPECT_EQ(tokens[0].kind, Token::kDirective);
  EXPECT_EQ(tokens[0].text, "line 7");
}

TEST(Lexer, QuotesInNumbersBelongToTheNumber) {
  EXPECT_THAT(Texts("1'000'000 + 0x1p-3 + 'a'"), ElementsAre("1'000'000", "+", "0x1p-3", "+", "a"));
}

TEST(Lexer, AQuoteThatDoesNotEndIsOnlyAQuote) {
  EXPECT_THAT(Texts("it's\nasm"), ElementsAre("it", "'", "s", "asm"));
}

TEST(Lexer, AnyBytesEnd) {
  for (std::string_view text : {"R\"", "R\"x(", "/*", "\"\\", "#", "\\", "%:", "'", "\xff\xfe",
                                "<:", "1e+", "#define X R\"("}) {
    Tokens(text);
    EXPECT_EQ(Tokens("").size(), 0u) << text;
  }
}

}  // namespace
}  // namespace racelab
