// Integrity, forbidden names: what a lab's manifest says its solution must not use.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "checker/check/integrity.h"

namespace racelab {
namespace {

using Names = std::vector<std::string>;

struct Forbidden {
  std::string name;    // as the manifest writes it
  Names parts;         // {"std", "thread"}
  std::string reason;  // may be empty
};

Forbidden Parse(const std::string& entry) {
  const size_t end = entry.find(": ");
  Forbidden result;
  result.name = entry.substr(0, end);
  result.parts = absl::StrSplit(result.name, "::", absl::SkipEmpty());
  if (end != std::string::npos) result.reason = entry.substr(end + 2);
  return result;
}

// One file's tokens, and what its using-declarations make of names.
class File {
 public:
  explicit File(const std::vector<Token>& tokens) : tokens_(tokens) {
    for (size_t i = 0; i < tokens.size(); ++i) {
      if (At(i, "using") && At(i + 1, "namespace")) {
        namespaces_.insert(NameFrom(i + 2));
      } else if (At(i, "using")) {
        declared_.insert(NameFrom(i + 1));
      } else if (At(i, "namespace") && At(i + 2, "=")) {
        aliases_[tokens[i + 1].text] = NameFrom(i + 3);
      }
    }
  }

  // Whether the name that ends at token i means `wanted`.
  bool Means(size_t i, const Names& wanted) const {
    if (tokens_[i].kind != Token::kIdentifier || tokens_[i].text != wanted.back()) return false;
    Names name = {tokens_[i].text};
    size_t first = i;
    while (first >= 2 && At(first - 1, "::") && IsName(first - 2)) {
      first -= 2;
      name.insert(name.begin(), tokens_[first].text);
    }
    const auto alias = aliases_.find(name.front());
    if (name.size() > 1 && alias != aliases_.end()) {
      name.erase(name.begin());
      const Names target = absl::StrSplit(alias->second, "::");
      name.insert(name.begin(), target.begin(), target.end());
    }
    if (name == wanted) return wanted.size() > 1 || IsMacro(name[0]) || IsUse(first);
    if (wanted.size() == 1) return name == Names{"std", wanted[0]};
    if (name.size() > 1 || !IsUse(first)) return false;
    const std::string scope = absl::StrJoin(wanted.begin(), wanted.end() - 1, "::");
    return namespaces_.contains(scope) || declared_.contains(absl::StrJoin(wanted, "::"));
  }

 private:
  bool At(size_t i, std::string_view text) const {
    return i < tokens_.size() && tokens_[i].Is(text);
  }

  // An identifier that can stand in a qualified name: not `return ::fork()`.
  bool IsName(size_t i) const {
    return tokens_[i].kind == Token::kIdentifier && !IsStatementWord(tokens_[i].text);
  }

  // Macros stand anywhere, also where a declaration has its name (`int n MACRO;`).
  static bool IsMacro(const std::string& name) {
    return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  static bool IsStatementWord(std::string_view word) {
    return word == "return" || word == "else" || word == "do" || word == "case" ||
           word == "throw" || word == "co_return" || word == "new" || word == "typename";
  }

  // Not a member, and not the name in a declaration (`void fork();`).
  bool IsUse(size_t i) const {
    if (i > 0 && At(i - 1, "::")) --i;
    if (i == 0) return true;
    if (At(i - 1, ".") || At(i - 1, "->")) return false;
    const Token& before = tokens_[i - 1];
    if (before.kind != Token::kIdentifier || IsStatementWord(before.text)) return true;
    return before.text == "const" || before.text == "static" || before.text == "using";
  }

  // "std::chrono" from the tokens at i.
  std::string NameFrom(size_t i) const {
    if (At(i, "::")) ++i;
    std::string name;
    while (i < tokens_.size() && (tokens_[i].kind == Token::kIdentifier || At(i, "::"))) {
      name += tokens_[i++].text;
    }
    return name;
  }

  const std::vector<Token>& tokens_;
  std::set<std::string> namespaces_, declared_;
  std::map<std::string, std::string> aliases_;
};

std::vector<int> LinesOf(const std::vector<Token>& tokens, const Names& wanted) {
  const File file(tokens);
  std::vector<int> lines;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (file.Means(i, wanted)) lines.push_back(tokens[i].line);
  }
  return lines;
}

// Of a kind of its own: it breaks a rule of the lab, but does not try to get round the checks.
Finding ForbiddenFinding(const Forbidden& rule, const std::string& file, int line) {
  Finding finding = IntegrityFinding(
      absl::StrCat("'", rule.name, "' must not be used here", rule.reason.empty() ? "" : ": ",
                   rule.reason, "; solve it without"),
      file, line);
  finding.kind = "forbidden";
  return finding;
}

}  // namespace

std::vector<Finding> ScanForbidden(const OwnTokens& own, const OwnTokens& raw,
                                   const std::vector<std::string>& forbidden) {
  std::vector<Finding> findings;
  for (const std::string& entry : forbidden) {
    const Forbidden rule = Parse(entry);
    if (rule.parts.empty()) continue;
    for (const auto& [file, tokens] : own) {
      std::set<int> lines;
      for (int line : LinesOf(tokens, rule.parts)) lines.insert(line);
      std::set<int> seen;  // by the compiler: not left out by #if
      for (const Token& token : tokens) seen.insert(token.line);
      const auto written = raw.find(file);
      if (written != raw.end()) {
        for (int line : LinesOf(written->second, rule.parts)) {
          if (seen.contains(line)) lines.insert(line);
        }
      }
      if (lines.empty()) continue;
      Finding finding = ForbiddenFinding(rule, file, *lines.begin());
      for (int line : lines) {
        if (line != *lines.begin() && finding.locations.size() < 5) {
          finding.locations.push_back({file, line, ""});
        }
      }
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

std::vector<Finding> ScanForbiddenSymbols(const std::string& file, std::string_view nm,
                                          const std::vector<std::string>& forbidden) {
  std::set<std::string> used;
  for (const std::string& line : Names(absl::StrSplit(std::string(nm), '\n'))) {
    const Names words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() == 2 && words[0] == "U") used.insert(words[1].substr(0, words[1].find('@')));
  }
  std::vector<Finding> findings;
  for (const std::string& entry : forbidden) {
    const Forbidden rule = Parse(entry);
    if (rule.parts.size() != 1 || !used.contains(rule.name)) continue;
    findings.push_back(ForbiddenFinding(rule, file, 0));
  }
  return findings;
}

}  // namespace racelab
