// Integrity, source text: which lines are the student's own, and do they change with the variant?
#include <algorithm>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "checker/check/integrity.h"

namespace racelab {
namespace {

// A line marker "12 \"hits.cc\" 1 3": true, and its two first fields.
bool ParseMarker(std::string_view text, int& line, std::string& file) {
  if (text.empty() || !absl::ascii_isdigit(static_cast<unsigned char>(text[0]))) return false;
  const size_t open = text.find('"');
  const size_t close = text.rfind('"');
  if (open == std::string_view::npos || close == open) return false;
  line = std::atoi(std::string(text.substr(0, open)).c_str());
  file = std::string(text.substr(open + 1, close - open - 1));
  return true;
}

std::map<int, std::vector<std::string>> ByLine(const std::vector<Token>& tokens) {
  std::map<int, std::vector<std::string>> lines;
  for (const Token& token : tokens) lines[token.line].push_back(token.text);
  return lines;
}

}  // namespace

std::vector<Token> Tokens(std::string_view text) {
  std::vector<Token> tokens;
  Lexer lexer(text);
  for (Token token = lexer.Next(); token.kind != Token::kEnd; token = lexer.Next()) {
    tokens.push_back(std::move(token));
  }
  return tokens;
}

std::string EditFileOf(std::string_view path, const std::vector<std::string>& edit,
                       const std::string& stage) {
  if (!stage.empty() && path.starts_with(stage + "/")) path.remove_prefix(stage.size() + 1);
  while (path.starts_with("./")) path.remove_prefix(2);
  const auto found = std::find(edit.begin(), edit.end(), path);
  return found == edit.end() ? "" : *found;
}

OwnTokens OwnTokensOf(std::string_view preprocessed, const std::vector<std::string>& edit,
                      const std::string& stage) {
  OwnTokens own;
  std::string file;     // of the submission, or ""
  int first_line = 0;   // the marker said: the line after it is this line of `file`
  int marker_line = 0;  // where the marker stands in `preprocessed`
  Lexer lexer(preprocessed);
  for (Token token = lexer.Next(); token.kind != Token::kEnd; token = lexer.Next()) {
    std::string name;
    if (token.kind == Token::kDirective && ParseMarker(token.text, first_line, name)) {
      marker_line = token.line;
      file = EditFileOf(name, edit, stage);
    } else if (!file.empty()) {
      token.line = first_line + (token.line - marker_line - 1);
      own[file].push_back(std::move(token));
    }
  }
  return own;
}

Finding IntegrityFinding(std::string message, const std::string& file, int line) {
  return {"integrity", std::move(message), {{file, line, ""}}, "", ""};
}

std::vector<Finding> ScanText(const std::string& file, std::string_view text) {
  if (static_cast<int64_t>(text.size()) > kMaxSourceBytes) {
    return {IntegrityFinding(absl::StrCat("this file has ", text.size(),
                                          " bytes, more than the 1 MiB that a source file may "
                                          "have; hand in only the code that you wrote"),
                             file, 0)};
  }
  const size_t zero = text.find('\0');
  if (zero == std::string_view::npos) return {};
  const int line = 1 + static_cast<int>(std::count(text.begin(), text.begin() + zero, '\n'));
  return {IntegrityFinding(
      "this file contains a zero byte, so it is not source text; save it again as plain text", file,
      line)};
}

std::vector<Finding> CompareOwnTokens(const OwnTokens& a, const OwnTokens& b,
                                      const std::string& when) {
  std::vector<Finding> findings;
  for (const auto& [file, tokens] : a) {
    const auto other = b.find(file);
    if (other == b.end()) continue;
    const auto left = ByLine(tokens), right = ByLine(other->second);
    std::set<int> lines;
    for (const auto& [line, words] : left) {
      const auto found = right.find(line);
      if (found == right.end() || found->second != words) lines.insert(line);
    }
    for (const auto& [line, words] : right) {
      if (!left.contains(line)) lines.insert(line);
    }
    if (lines.empty()) continue;
    Finding finding = IntegrityFinding(
        absl::StrCat("the compiler sees other code here ", when,
                     "; remove the #if or the macro that tells the two apart: what is checked must "
                     "be what runs"),
        file, *lines.begin());
    for (int line : lines) {
      if (line != *lines.begin() && finding.locations.size() < 5) {
        finding.locations.push_back({file, line, ""});
      }
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

void AddNew(std::vector<Finding>& findings, std::vector<Finding> more) {
  for (Finding& finding : more) {
    if (std::find(findings.begin(), findings.end(), finding) == findings.end()) {
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace racelab
