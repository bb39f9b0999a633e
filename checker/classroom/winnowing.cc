// Tokens of one source, and the fingerprints that winnowing keeps of them.
#include "checker/classroom/winnowing.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_split.h"
#include "checker/check/integrity_lexer.h"

namespace racelab {
namespace {

// C++20, [lex.key] and the words of [lex.operator]. Who copies cannot rename these.
const std::set<std::string>& Keywords() {
  constexpr char kWords[] =
      "alignas alignof and asm auto bool break case catch char class co_await co_return "
      "co_yield concept const const_cast constexpr constinit consteval continue decltype "
      "default delete do double dynamic_cast else enum explicit extern false float for friend "
      "goto if inline int long mutable namespace new noexcept not nullptr operator or private "
      "protected public requires return short signed sizeof static static_cast struct switch "
      "template this thread_local throw true try typedef typename union unsigned using "
      "virtual void volatile while reinterpret_cast";
  static const auto* const kSet = new std::set<std::string>(
      [&]() -> std::set<std::string> { return absl::StrSplit(kWords, ' '); }());
  return *kSet;
}

// What is left of a token when names and values do not matter.
std::string Normal(const Token& token, bool qualified) {
  switch (token.kind) {
    case Token::kIdentifier:
      return qualified || Keywords().contains(token.text) ? token.text : "name";
    case Token::kNumber: return "0";
    case Token::kString: return "\"\"";
    case Token::kChar: return "''";
    default: return token.text;
  }
}

struct Word {
  uint64_t hash;
  int line;
};

// FNV-1a (Fowler, Noll, Vo): the same on every machine and in every run, as std::hash need not be.
constexpr uint64_t kFnvBasis = 14695981039346656037u;

uint64_t HashOn(uint64_t hash, std::string_view bytes) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

uint64_t HashOn(uint64_t hash, uint64_t word) {
  for (int i = 0; i < 64; i += 8) hash = (hash ^ (word >> i & 0xff)) * 1099511628211u;
  return hash;
}

std::vector<Word> Words(std::string_view source) {
  std::vector<Word> words;
  Lexer lexer(source);
  Token last, before_last;
  for (Token token = lexer.Next(); token.kind != Token::kEnd; token = lexer.Next()) {
    if (token.kind == Token::kDirective) continue;
    const bool library = before_last.Is("std") || before_last.Is("absl") || before_last.Is("boost");
    words.push_back({HashOn(kFnvBasis, Normal(token, library && last.Is("::"))), token.line});
    before_last = std::exchange(last, std::move(token));
  }
  return words;
}

std::vector<Fingerprint> Grams(const std::vector<Word>& words, size_t gram) {
  std::vector<Fingerprint> grams;
  for (size_t begin = 0; begin + gram <= words.size(); ++begin) {
    Fingerprint print{kFnvBasis, words[begin].line, words[begin + gram - 1].line};
    for (size_t i = begin; i < begin + gram; ++i) print.hash = HashOn(print.hash, words[i].hash);
    grams.push_back(print);
  }
  return grams;
}

}  // namespace

std::vector<Fingerprint> Winnow(std::string_view source, const WinnowingOptions& options) {
  const std::vector<Fingerprint> grams = Grams(Words(source), options.gram);
  std::vector<Fingerprint> kept;
  size_t last = grams.size();  // the one that was kept last
  for (size_t begin = 0; begin < grams.size(); ++begin) {
    const size_t end = std::min(begin + options.window, grams.size());
    if (begin > 0 && begin + options.window > grams.size()) break;  // no whole window any more
    size_t smallest = begin;
    for (size_t i = begin; i < end; ++i) {
      if (grams[i].hash <= grams[smallest].hash) smallest = i;
    }
    if (smallest != last) kept.push_back(grams[last = smallest]);
  }
  return kept;
}

}  // namespace racelab
