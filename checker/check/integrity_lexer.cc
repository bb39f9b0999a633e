// Lexer: see integrity_lexer.h. Follows [lex.phases] and [lex.token] of the C++20 standard.
#include "checker/check/integrity_lexer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"

namespace racelab {
namespace {

bool StartsWord(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_' || c == '$' || (c & 0x80);
}

bool InWord(char c) { return StartsWord(c) || absl::ascii_isdigit(static_cast<unsigned char>(c)); }

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

}  // namespace

void Lexer::Advance() {
  if (Peek() == '\n') ++line_;
  ++position_;
  SkipSplices();
}

// Both compilers also join lines when blanks follow the backslash.
void Lexer::SkipSplices() {
  while (Peek() == '\\') {
    size_t end = position_ + 1;
    while (end < text_.size() && IsBlank(text_[end])) ++end;
    if (end >= text_.size() || text_[end] != '\n') return;
    position_ = end + 1;
    ++line_;
  }
}

// Takes all of `expected`, or nothing.
bool Lexer::TakeIf(std::string_view expected) {
  const size_t position = position_;
  const int line = line_;
  for (char c : expected) {
    if (AtEnd() || Peek() != c) {
      position_ = position, line_ = line;
      return false;
    }
    Advance();
  }
  return true;
}

bool Lexer::SkipComment() {
  if (TakeIf("//")) {
    while (!AtEnd() && Peek() != '\n') Advance();
    return true;
  }
  if (!TakeIf("/*")) return false;
  while (!AtEnd() && !TakeIf("*/")) Advance();
  return true;
}

// Reads a string or character constant whose opening quote is next. One that does not end on its
// line is only a quote: so do both compilers in code that #if leaves out.
bool Lexer::Quoted(char quote, std::string& contents) {
  Advance();
  const size_t position = position_;
  const int line = line_;
  while (!AtEnd() && Peek() != '\n') {
    const char c = Peek();
    Advance();
    if (c == quote) return true;
    contents += c;
    if (c == '\\' && !AtEnd() && Peek() != '\n') contents += Peek(), Advance();
  }
  position_ = position, line_ = line;
  contents.clear();
  return false;
}

// The opening quote is next. Inside, lines are not joined: so the plain text is searched.
Token Lexer::RawString(int line) {
  const size_t open = text_.find('(', position_);
  if (open == std::string_view::npos || open - position_ > 17) {
    Advance();
    return {Token::kPunct, "\"", line};
  }
  const std::string end =
      ")" + std::string(text_.substr(position_ + 1, open - position_ - 1)) + "\"";
  size_t close = text_.find(end, open);
  if (close == std::string_view::npos) close = text_.size();
  Token token{Token::kString, std::string(text_.substr(open + 1, close - open - 1)), line};
  for (char c : token.text) line_ += c == '\n';
  position_ = std::min(text_.size(), close + end.size());
  SkipSplices();
  return token;
}

Token Lexer::Word() {
  Token token{Token::kIdentifier, "", line_};
  while (!AtEnd() && InWord(Peek())) token.text += Peek(), Advance();
  const std::string& prefix = token.text;
  const bool raw =
      prefix == "R" || prefix == "LR" || prefix == "uR" || prefix == "UR" || prefix == "u8R";
  if (raw && Peek() == '"') return RawString(token.line);
  return token;
}

Token Lexer::Number() {
  Token token{Token::kNumber, "", line_};
  while (!AtEnd() && (InWord(Peek()) || Peek() == '.' || Peek() == '\'')) {
    const char c = Peek();
    // In 1'000 the quote belongs to the number; in 1'a' too ([lex.ppnumber]).
    if (c == '\'' && (position_ + 1 >= text_.size() || !InWord(text_[position_ + 1]))) break;
    token.text += c;
    Advance();
    if (std::string_view("eEpP").find(c) != std::string_view::npos &&
        (Peek() == '+' || Peek() == '-')) {
      token.text += Peek(), Advance();
    }
  }
  return token;
}

Token Lexer::Punctuation() {
  const int line = line_;
  // [lex.pptoken]: <:: is < followed by ::, unless a ':' or '>' comes next.
  if (Peek() == '<' && text_.substr(position_).starts_with("<::") &&
      !text_.substr(position_).starts_with("<:::") &&
      !text_.substr(position_).starts_with("<::>")) {
    Advance();
    return {Token::kPunct, "<", line};
  }
  static constexpr std::pair<const char*, const char*> kDigraphs[] = {
      {"<:", "["}, {":>", "]"}, {"<%", "{"}, {"%>", "}"}, {"%:", "#"}};
  for (const auto& [digraph, meaning] : kDigraphs) {
    if (TakeIf(digraph)) return {Token::kPunct, meaning, line};
  }
  for (const char* pair : {"::", "->"}) {
    if (TakeIf(pair)) return {Token::kPunct, pair, line};
  }
  Token token{Token::kPunct, std::string(1, Peek()), line};
  Advance();
  return token;
}

// The '#' was taken. Comments count as one blank; strings keep their quotes.
Token Lexer::Directive() {
  Token token{Token::kDirective, "", line_};
  while (!AtEnd() && Peek() != '\n') {
    const char c = Peek();
    std::string contents;
    if (c == '/' && SkipComment()) {
      token.text += ' ';
    } else if ((c == '"' || c == '\'') && Quoted(c, contents)) {
      token.text += c + contents + c;
    } else if (c == '"' || c == '\'') {
      token.text += c;  // Quoted() took it
    } else if (StartsWord(c)) {
      const Token word = Word();
      token.text += word.kind == Token::kString ? '"' + word.text + '"' : word.text;
    } else {
      token.text += c;
      Advance();
    }
  }
  absl::StripAsciiWhitespace(&token.text);
  return token;
}

Token Lexer::Next() {
  if (!started_) started_ = true, SkipSplices();
  while (!AtEnd()) {
    const char c = Peek();
    if (c == '\n') {
      line_start_ = true;
      Advance();
      continue;
    }
    if (IsBlank(c)) {
      Advance();
      continue;
    }
    if (c == '/' && SkipComment()) continue;
    if (line_start_ && (TakeIf("#") || TakeIf("%:"))) return Directive();
    line_start_ = false;
    const bool digit = absl::ascii_isdigit(static_cast<unsigned char>(c));
    const bool dot_digit = c == '.' && position_ + 1 < text_.size() &&
                           absl::ascii_isdigit(static_cast<unsigned char>(text_[position_ + 1]));
    if (digit || dot_digit) return Number();
    if (StartsWord(c)) return Word();
    if (c == '"' || c == '\'') {
      Token token{c == '"' ? Token::kString : Token::kChar, "", line_};
      if (!Quoted(c, token.text)) token = {Token::kPunct, std::string(1, c), token.line};
      return token;
    }
    return Punctuation();
  }
  return {Token::kEnd, "", line_};
}

}  // namespace racelab
