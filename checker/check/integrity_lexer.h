// Lexer: C++ source text to tokens, the way a compiler's first three phases see it.
//
// Comments vanish; strings, raw strings and character constants are one token each; digraphs are
// replaced; a backslash at the end of a line joins lines. A directive (#include, #pragma, a line
// marker) is one token that holds the whole directive. Works on source files and on preprocessed
// text. Trigraphs are not replaced: C++20 has none.
//
// **Thread safety**: pure; a Lexer belongs to one thread.
// **Invariants**: Next() always advances; after kEnd it keeps returning kEnd.
#ifndef RACELAB_CHECKER_CHECK_INTEGRITY_LEXER_H_
#define RACELAB_CHECKER_CHECK_INTEGRITY_LEXER_H_

#include <string>
#include <string_view>

namespace racelab {

struct Token {
  enum Kind { kEnd, kIdentifier, kNumber, kString, kChar, kPunct, kDirective };
  Kind kind = kEnd;
  std::string text;  // kString: what is between the quotes; kDirective: without the '#'
  int line = 0;      // 1-based, of the first character

  bool Is(std::string_view what) const {
    return (kind == kIdentifier || kind == kPunct) && text == what;
  }
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}
  Token Next();

 private:
  char Peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }
  bool AtEnd() const { return position_ >= text_.size(); }
  void Advance();
  void SkipSplices();
  bool SkipComment();
  bool TakeIf(std::string_view expected);
  Token Word();
  Token Number();
  Token Punctuation();
  Token Directive();
  Token RawString(int line);
  bool Quoted(char quote, std::string& contents);

  std::string_view text_;
  size_t position_ = 0;
  int line_ = 1;
  bool started_ = false;
  bool line_start_ = true;  // only blanks and comments so far on this line
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_INTEGRITY_LEXER_H_
