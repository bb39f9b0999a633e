// Integrity, directives: what a submission includes, and which macros its headers define.
#include <algorithm>
#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/check/integrity.h"

namespace racelab {
namespace {

// Takes the leading word of `text`, and the blanks after it.
std::string TakeWord(std::string_view& text) {
  size_t end = 0;
  while (end < text.size() &&
         (absl::ascii_isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) {
    ++end;
  }
  const std::string word(text.substr(0, end));
  text.remove_prefix(end);
  while (!text.empty() && absl::ascii_isspace(static_cast<unsigned char>(text[0]))) {
    text.remove_prefix(1);
  }
  return word;
}

// Why this file must not be included, or "".
std::string BadInclude(const std::string& path, const std::vector<std::string>& edit) {
  const std::vector<std::string> parts = absl::StrSplit(path, '/');
  const auto starts = [&](std::string_view prefix) { return path.starts_with(prefix); };
  if (starts("/")) return "names a file of this machine; include it by its usual name";
  if (std::find(parts.begin(), parts.end(), "..") != parts.end()) {
    return "leaves the lab's folder; include only headers of the lab and of libraries";
  }
  if (starts("checker/") || starts("solutions/") || starts("tests/") ||
      (starts("labs/") && !starts("labs/kit/"))) {
    return "belongs to the checker or to another lab; write the code yourself";
  }
  if (starts("gtest/") || starts("gmock/")) {
    return "is the test library; a solution does not need it";
  }
  if (starts("sanitizer/") || starts("valgrind/")) {
    return "controls the race detector; remove it and repair the race";
  }
  if (std::find(edit.begin(), edit.end(), path) != edit.end()) return "";
  if (path.ends_with(".cc") || path.ends_with(".cpp")) {
    return "is compiled on its own; include its header instead";
  }
  const std::string extension = std::filesystem::path(path).extension();
  const bool hidden = std::any_of(parts.begin(), parts.end(),
                                  [](const std::string& part) { return part.starts_with('.'); });
  if (hidden || !(extension.empty() || extension == ".h" || extension == ".hpp")) {
    return "is no header; include only headers of the lab and of libraries";
  }
  return "";
}

// Of a directive that may copy a file: why it must not, or "". `rest` follows its first word.
std::string IncludeProblem(std::string_view word, std::string_view rest,
                           const std::vector<std::string>& edit) {
  if (word == "embed") return "#embed copies a file into the program; no lab needs it, remove it";
  if (word != "include" && word != "include_next" && word != "import") return "";
  if (rest.size() < 2 || (rest[0] != '"' && rest[0] != '<')) {
    return "an #include must name its file here, not through a macro; write the name in quotes or "
           "angle brackets";
  }
  const size_t close = rest.find(rest[0] == '<' ? '>' : '"', 1);
  const std::string path(rest.substr(1, close == std::string_view::npos ? close : close - 1));
  const std::string why = BadInclude(path, edit);
  return why.empty() ? "" : absl::StrCat("the included file '", path, "' ", why);
}

bool IsKeyword(std::string_view name) {
  static constexpr std::string_view kKeywords[] = {
      "auto",     "bool",  "break",  "case",     "class",  "const",    "continue",  "default",
      "delete",   "do",    "double", "else",     "enum",   "false",    "float",     "for",
      "if",       "int",   "long",   "mutable",  "new",    "private",  "protected", "public",
      "return",   "short", "static", "struct",   "switch", "template", "this",      "true",
      "typename", "using", "void",   "volatile", "while",  "unsigned", "virtual",   "operator"};
  return std::find(std::begin(kKeywords), std::end(kKeywords), name) != std::end(kKeywords);
}

// A header's macros reach the test program, so they must not be words that it uses.
std::string ScanMacro(const std::string& name, const std::set<std::string>& given) {
  const bool guard = name.ends_with("_H") || name.ends_with("_H_");
  bool bad = IsKeyword(name) || given.contains(name);
  for (std::string_view prefix : {"GTEST_", "EXPECT_", "ASSERT_", "ABSL_", "BOOST_", "RACELAB_"}) {
    bad = bad || (name.starts_with(prefix) && !guard);
  }
  if (!bad) return "";
  return absl::StrCat("the macro '", name,
                      "' changes code that is not yours, because the test program includes this "
                      "header; choose another name, or use a function");
}

}  // namespace

std::vector<Finding> ScanIncludes(const std::string& file, std::string_view text,
                                  const std::vector<std::string>& edit) {
  std::vector<Finding> findings;
  for (const Token& token : Tokens(text)) {
    if (token.kind != Token::kDirective) continue;
    std::string_view rest = token.text;
    const std::string word = TakeWord(rest);
    const std::string message = IncludeProblem(word, rest, edit);
    if (!message.empty()) AddNew(findings, {IntegrityFinding(message, file, token.line)});
  }
  return findings;
}

std::vector<Finding> ScanDirectives(const std::string& file, std::string_view text,
                                    const std::vector<std::string>& edit,
                                    const std::set<std::string>& given) {
  const bool header = file.ends_with(".h") || file.ends_with(".hpp");
  std::vector<Finding> findings;
  for (const Token& token : Tokens(text)) {
    if (token.kind != Token::kDirective) continue;
    std::string_view rest = token.text;
    const std::string word = TakeWord(rest);
    std::string message = IncludeProblem(word, rest, edit);
    if (word == "line" ||
        (!word.empty() && absl::ascii_isdigit(static_cast<unsigned char>(word[0])))) {
      message =
          "#line gives code another file or line, so that findings point elsewhere; remove it";
    } else if (header && (word == "define" || word == "undef")) {
      message = ScanMacro(TakeWord(rest), given);
    } else if (word == "pragma") {
      message = BadPragma(token.text);
    }
    if (!message.empty()) AddNew(findings, {IntegrityFinding(message, file, token.line)});
  }
  return findings;
}

}  // namespace racelab
