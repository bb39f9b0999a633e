// Reads names from one line by a small lexer; what spans lines is not understood, and not guessed.
#include "checker/check/source_names.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <utility>

#include "absl/strings/str_cat.h"

namespace racelab {
namespace {

// A space on each side of each.
constexpr std::string_view kWords =
    " alignas auto bool break case char class co_await const continue default delete do"
    " double else enum extern false float for if inline int long mutable new noexcept nullptr"
    " NULL operator return short signed sizeof static struct switch template this throw true"
    " try typename unsigned using void volatile while size_t int64_t uint64_t int32_t"
    " uint32_t thread_local constexpr static_cast const_cast dynamic_cast reinterpret_cast ";

bool IsName(const std::string& token) {
  return !token.empty() && (std::isalpha(static_cast<unsigned char>(token[0])) || token[0] == '_');
}

bool IsWord(const std::string& token) {
  return kWords.find(absl::StrCat(" ", token, " ")) != kWords.npos;
}

// Names, numbers and punctuation; the operators that matter are one token each.
std::vector<std::string> PartsOfLine(std::string_view line) {
  std::vector<std::string> tokens;
  for (size_t at = 0; at < line.size();) {
    const unsigned char c = line[at];
    if (std::isspace(c)) {
      ++at;
    } else if (line.substr(at, 2) == "//") {
      break;
    } else if (line.substr(at, 2) == "/*") {
      const size_t end = line.find("*/", at + 2);
      at = end == std::string_view::npos ? line.size() : end + 2;
    } else if (c == '"' || c == '\'') {
      size_t end = at + 1;
      while (end < line.size() && line[end] != line[at]) end += line[end] == '\\' ? 2 : 1;
      tokens.push_back("0");
      at = std::min(end + 1, line.size());
    } else if (std::isalnum(c) || c == '_') {
      const size_t start = at;
      while (at < line.size() &&
             (std::isalnum(static_cast<unsigned char>(line[at])) || line[at] == '_')) {
        ++at;
      }
      tokens.emplace_back(line.substr(start, at - start));
    } else {
      size_t length = 1;
      for (std::string_view sign : {"<<=", ">>=", "::", "->", "++", "--", "==", "!=", "<=", ">=",
                                    "&&",  "||",  "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="}) {
        if (line.substr(at, sign.size()) == sign) {
          length = sign.size();
          break;
        }
      }
      tokens.emplace_back(line.substr(at, length));
      at += length;
    }
  }
  return tokens;
}

// "class Counter : public Base {" has no variables.
bool OpensType(const std::vector<std::string>& tokens) {
  if (tokens.size() < 2 || tokens.back() != "{") return false;
  const size_t first = tokens[0] == "typedef" ? 1 : 0;
  return tokens[first] == "class" || tokens[first] == "struct" || tokens[first] == "union" ||
         tokens[first] == "enum" || tokens[first] == "namespace";
}

bool IsAssignment(const std::string& token) {
  return token == "=" || (token.size() >= 2 && token.back() == '=' && token != "==" &&
                          token != "!=" && token != "<=" && token != ">=");
}

// Reads the tokens of a line once, from left to right.
class Reader {
 public:
  explicit Reader(std::vector<std::string> tokens) : tokens_(std::move(tokens)) {}

  std::vector<NameUse> Read() {
    if (OpensType(tokens_)) return {};
    while (at_ < tokens_.size()) {
      if (IsName(tokens_[at_]) && !IsWord(tokens_[at_])) {
        ReadUse();
        continue;
      }
      const std::string& token = tokens_[at_];
      if (token == "(" || token == "{") open_.push_back({std::exchange(opens_, {}), 0});
      if ((token == ")" || token == "}") && !open_.empty()) open_.pop_back();
      if (token == "," && !open_.empty()) ++open_.back().number;
      ++at_;
    }
    return uses_;
  }

 private:
  struct Bracket {
    std::optional<std::string> function;  // as in NameUse::argument_of
    int number;
  };

  std::string At(size_t index) const { return index < tokens_.size() ? tokens_[index] : ""; }

  // The index of the token behind the bracketed index that starts at `open`.
  size_t Behind(size_t open) const {
    int depth = 0;
    for (size_t i = open; i < tokens_.size(); ++i) {
      depth += tokens_[i] == "[" ? 1 : tokens_[i] == "]" ? -1 : 0;
      if (depth == 0) return i + 1;
    }
    return tokens_.size();
  }

  // A path such as bank->accounts[i].balance, with what is around it.
  void ReadUse() {
    NameUse use;
    std::vector<std::string> inside;  // tokens between [ and ]
    const size_t first = at_;
    bool qualified = At(first - 1) == "::";
    bool object_indexed = false;  // of the name before the last one
    while (IsName(At(at_))) {
      object_indexed = use.indexed;
      use.path.push_back(tokens_[at_++]);
      int indices = 0;
      for (; At(at_) == "["; ++indices) {
        const size_t end = Behind(at_);
        inside.insert(inside.end(), tokens_.begin() + at_ + 1, tokens_.begin() + end);
        at_ = end;
      }
      use.indexed = indices == 1;
      qualified = qualified || At(at_) == "::";
      if (At(at_) != "." && At(at_) != "->" && At(at_) != "::") break;
      ++at_;
    }
    const bool declared = IsTypeBefore(first);
    const bool called = At(at_) == "(" || (At(at_) == "{" && declared);
    if (called && use.path.size() > 1 && !qualified) {
      use.method = use.path.back();
      use.path.pop_back();
      use.indexed = object_indexed;
    }
    if (called) opens_ = declared || !use.method.empty() ? "" : use.path.back();
    if (!qualified && (!called || !use.method.empty()) && !IsTypeAt(first)) {
      AddUse(std::move(use), At(first - 1), At(at_));
    }
    for (NameUse& other : Reader(std::move(inside)).Read()) uses_.push_back(std::move(other));
  }

  void AddUse(NameUse use, const std::string& before, const std::string& next) {
    use.overwritten = next == "=";
    use.assigned =
        IsAssignment(next) || next == "++" || next == "--" || before == "++" || before == "--";
    const auto shifts = [&](size_t at) {
      return (At(at) == "<" || At(at) == ">") && At(at + 1) == At(at);
    };
    use.streamed = shifts(at_) && before != "<" && before != ">";
    if (!open_.empty()) {
      use.argument_of = open_.back().function;
      use.number = open_.back().number;
    }
    uses_.push_back(std::move(use));
  }

  // "const Money& seen": the first name of the line, and then another one. Or "<Money>", and
  // "struct Money".
  bool IsTypeAt(size_t first) const {
    const std::string before = At(first - 1);
    if (before == "<" && (At(first + 1) == ">" || At(first + 1) == ",")) return true;
    if (before == "struct" || before == "class" || before == "enum") return true;
    for (size_t i = 0; i < first; ++i) {
      if (tokens_[i] != "const" && tokens_[i] != "static") return false;
    }
    size_t next = first + 1;
    while (At(next) == "&" || At(next) == "*") ++next;
    return IsName(At(next)) && !IsWord(At(next));
  }

  // "lock_guard<mutex> lock(": what is before the name is a type.
  bool IsTypeBefore(size_t first) const {
    const std::string before = At(first - 1);
    return before == ">" || before == "auto" || (IsName(before) && !IsWord(before));
  }

  const std::vector<std::string> tokens_;
  size_t at_ = 0;
  std::optional<std::string> opens_;  // what the next bracket belongs to
  std::vector<Bracket> open_;
  std::vector<NameUse> uses_;
};

}  // namespace

std::vector<NameUse> NamesOn(std::string_view line) { return Reader(PartsOfLine(line)).Read(); }

}  // namespace racelab
