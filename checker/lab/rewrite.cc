// Rewriting of C++ and of Markdown for variants.
#include <cctype>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/lab/variant.h"

namespace racelab {
namespace {

bool IsLower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }
bool IsUpper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool IsPart(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Whether the `size` characters at `at` are a word of the identifier around them.
bool IsWordAt(std::string_view text, size_t at, size_t size) {
  const char before = at > 0 ? text[at - 1] : ' ';
  const char after = at + size < text.size() ? text[at + size] : ' ';
  if (!IsUpper(text[at])) return !IsPart(before) && !IsPart(after);
  return !IsUpper(before) && before != '_' && !IsLower(after) && after != '_';
}

// Whether `name` stands at `at`; "The(" does where The is called or has <arguments>.
bool StandsAt(std::string_view text, size_t at, std::string_view name) {
  const bool called = name.back() == '(';
  if (called) name.remove_suffix(1);
  if (text.substr(at, name.size()) != name || !IsWordAt(text, at, name.size())) return false;
  const std::string_view next = text.substr(at + name.size(), 1);
  return !called || next == "(" || next == "<";
}

// The name that stands at `at`, the longest where several do; nullptr if none.
const std::pair<std::string, std::string>* NameAt(std::string_view text, size_t at,
                                                  const Rewriting& rewriting) {
  const std::pair<std::string, std::string>* best = nullptr;
  for (const auto& name : rewriting.names) {
    if (!StandsAt(text, at, name.first)) continue;
    if (best == nullptr || name.first.size() > best->first.size()) best = &name;
  }
  return best;
}

// Replaces the number in "kName = 100'000".
std::string WithValue(std::string code, const std::string& name, const std::string& value) {
  const std::string sign = absl::StrCat(" ", name, " = ");
  for (size_t at = code.find(sign); at != std::string::npos; at = code.find(sign, at)) {
    at += sign.size();
    const size_t end = code.find_first_not_of("0123456789'", at);
    if (end != std::string::npos && end > at) code.replace(at, end - at, value);
  }
  return code;
}

// The end of the string or character that begins at `at`, behind its closing quote.
size_t EndOfQuoted(std::string_view code, size_t at) {
  const char quote = code[at];
  for (++at; at < code.size() && code[at] != quote && code[at] != '\n'; ++at) {
    if (code[at] == '\\') ++at;
  }
  return std::min(at + 1, code.size());
}

}  // namespace

std::string RewriteCode(std::string_view code, const Rewriting& rewriting) {
  std::string out;
  for (size_t at = 0; at < code.size();) {
    const auto* name = NameAt(code, at, rewriting);
    if (name == nullptr) {
      out += code[at++];
    } else {
      out += name->second;
      at += name->first.size() - (name->first.back() == '(' ? 1 : 0);
    }
  }
  for (const auto& [name, value] : rewriting.values) out = WithValue(std::move(out), name, value);
  return out;
}

std::string RewriteMarkdown(std::string_view text, const Rewriting& rewriting) {
  std::string out;
  bool block = false;
  const std::vector<std::string> lines = absl::StrSplit(std::string(text), '\n');
  for (const std::string& line : lines) {
    if (line.rfind("```", 0) == 0) block = !block;
    bool code = block;
    const std::vector<std::string> parts = absl::StrSplit(line, '`');
    for (const std::string& part : parts) {
      absl::StrAppend(&out, code ? RewriteCode(part, rewriting) : part, "`");
      code = block || !code;
    }
    out.back() = '\n';
  }
  if (!out.empty()) out.pop_back();
  return out;
}

std::string WithoutComments(std::string_view code) {
  std::string out;
  for (size_t at = 0; at < code.size();) {
    const std::string_view two = code.substr(at, 2);
    if (two == "//" || two == "/*") {
      const bool line = two == "//";
      const size_t end = code.find(line ? "\n" : "*/", at + 2);
      at = end == std::string_view::npos ? code.size() : end + (line ? 0 : 2);
      while (!out.empty() && out.back() == ' ') out.pop_back();
      // A line that only held the comment goes with it.
      if ((out.empty() || out.back() == '\n') && at < code.size() && code[at] == '\n') ++at;
    } else if (code[at] == '"' || (code[at] == '\'' && (at == 0 || !IsPart(code[at - 1])))) {
      const size_t end = EndOfQuoted(code, at);
      absl::StrAppend(&out, std::string(code.substr(at, end - at)));
      at = end;
    } else {
      out += code[at++];
    }
  }
  return out;
}

}  // namespace racelab
