// Thread-safety check, the pure part: see thread_safety.h.
#include "checker/check/thread_safety.h"

#include <cstdlib>
#include <regex>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace racelab {
namespace {

struct Sentence {
  const char* warning;  // a regular expression; the groups are $1, $2 ...
  const char* text;
};

constexpr Sentence kSentences[] = {
    {"^reading variable '(.*)' requires holding \\w+ '(.*)'.*$",
     "'$1' is read here without holding '$2'; lock '$2' first, or declare that the function's "
     "callers hold it (ABSL_SHARED_LOCKS_REQUIRED)"},
    {"^writing variable '(.*)' requires holding \\w+ '(.*?)'.*$",
     "'$1' is written here without holding '$2' for writing (a reader lock is not enough); lock "
     "'$2' "
     "first, or declare that the function's callers hold it (ABSL_EXCLUSIVE_LOCKS_REQUIRED)"},
    {"^(?:reading|writing) the value pointed to by '(.*)' requires holding \\w+ '(.*?)'.*$",
     "what '$1' points to is used here without holding '$2'; lock '$2' first"},
    {"^returning .*'(.*)' by reference requires holding \\w+ '(.*?)'.*$",
     "a reference to '$1' leaves this function, so callers use '$1' without '$2'; return a copy"},
    {"^passing .*'(.*)' by reference requires holding \\w+ '(.*?)'.*$",
     "'$1' is handed out by reference here without holding '$2'; lock '$2' first, or pass a copy"},
    {"^calling function '(.*)' requires holding \\w+ '(.*?)'.*$",
     "'$1' must be called while holding '$2'; lock '$2' first"},
    {"^cannot call function '(.*)' while \\w+ '(.*?)' is held$",
     "'$1' locks '$2' itself, and '$2' is held here already; call it before locking, or split off "
     "a "
     "function that expects the lock"},
    {"^\\w+ '(.*)' is not held on every path through here.*$",
     "'$1' is locked on some ways to this line and not on others; lock it on all of them"},
    {"^\\w+ '(.*)' is still held at the end of function$",
     "'$1' is still locked when the function ends; unlock it, best by using absl::MutexLock"},
    {"^expecting \\w+ '(.*)' to be held at (?:the )?(?:end of function|start of each loop).*$",
     "'$1' is not held here any more, though it should be; keep the lock until the end"},
    {"^releasing \\w+ '(.*)' that was not held$", "'$1' is unlocked here without being locked"},
    {"^acquiring \\w+ '(.*)' that is already held$",
     "'$1' is locked here a second time by the same thread, which waits for itself; lock it once"},
};

// Depth in the tree that clang draws with "|-" and "`-": two characters a level.
size_t DepthOf(std::string_view line) {
  const size_t start = line.find_first_not_of("|`- ");
  return start == std::string_view::npos ? 0 : start / 2;
}

// The word before the type in quotes: "FieldDecl 0x1 <...> col:7 referenced total_ 'int'".
std::string DeclaredName(std::string_view line) {
  const size_t quote = line.find(" '");
  if (quote == std::string_view::npos) return "";
  const size_t blank = line.rfind(' ', quote - 1);
  return std::string(line.substr(blank + 1, quote - blank - 1));
}

bool Has(std::string_view line, std::string_view part) {
  return line.find(part) != std::string_view::npos;
}

}  // namespace

std::string ExplainThreadSafety(const std::string& warning) {
  for (const Sentence& sentence : kSentences) {
    const std::regex pattern(sentence.warning);
    if (std::regex_match(warning, pattern)) {
      return std::regex_replace(warning, pattern, sentence.text);
    }
  }
  return warning;
}

std::vector<Finding> ReadThreadSafetyLog(std::string_view log, const std::vector<std::string>& edit,
                                         const std::string& stage) {
  static const std::regex pattern("^([^:]+):(\\d+):\\d+: (warning|error|fatal error): (.*)$");
  static const std::regex flag("^(.*) \\[(?:-Werror,)?-Wthread-safety[^\\]]*\\]$");
  std::vector<Finding> findings;
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(std::string(log), '\n'))) {
    std::smatch match, text;
    if (line.size() > 2000 || !std::regex_match(line, match, pattern)) continue;
    const std::string file = EditFileOf(match[1].str(), edit, stage);
    if (file.empty()) continue;
    Finding finding{"thread-safety", "", {{file, std::atoi(match[2].str().c_str()), ""}}, "", ""};
    const std::string message = match[4].str();
    if (std::regex_match(message, text, flag)) {
      finding.message = ExplainThreadSafety(text[1].str());
      finding.detail = "clang: " + message;
    } else if (match[3] != "warning") {
      finding.kind = "compile-error";
      finding.message = "clang, which checks the annotations, does not compile this: " + message;
    } else {
      continue;
    }
    AddNew(findings, {finding});
  }
  return findings;
}

FieldGuard FindFieldGuard(std::string_view ast, const std::string& field) {
  const size_t scope = field.rfind("::");
  if (scope == std::string::npos) return FieldGuard::kNoClass;
  const std::string name = field.substr(scope + 2), owner = field.substr(0, scope);
  const std::string record = owner.substr(owner.rfind(':') + 1);
  FieldGuard guard = FieldGuard::kNoClass;
  bool dumping = false, in_record = false, in_field = false;
  size_t record_depth = 0, field_depth = 0;
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(std::string(ast), '\n'))) {
    if (line.starts_with("Dumping ")) {
      const std::string what = line.substr(8, line.size() - 9);
      dumping = what == owner || what.ends_with("::" + owner);
      in_record = in_field = false;
      continue;
    }
    if (!dumping) continue;
    const size_t depth = DepthOf(line);
    if (in_field && depth <= field_depth) in_field = false;
    if (in_record && depth <= record_depth) in_record = false;
    if (Has(line, "CXXRecordDecl") && Has(line, " " + record + " definition")) {
      in_record = true, record_depth = depth;
      if (guard == FieldGuard::kNoClass) guard = FieldGuard::kNoField;
    } else if (in_record && depth == record_depth + 1 &&
               (Has(line, "FieldDecl ") || Has(line, "VarDecl ")) && DeclaredName(line) == name) {
      in_field = true, field_depth = depth;
      if (guard != FieldGuard::kGuarded) guard = FieldGuard::kUnguarded;
    } else if (in_field && Has(line, "GuardedByAttr")) {  // PtGuardedByAttr too
      guard = FieldGuard::kGuarded;
    }
  }
  return guard;
}

std::vector<Finding> GuardFindings(FieldGuard guard, const std::string& field,
                                   const std::string& file) {
  std::string message;
  if (guard == FieldGuard::kGuarded) return {};
  if (guard == FieldGuard::kUnguarded) {
    message = absl::StrCat("'", field,
                           "' does not say which mutex guards it; write "
                           "ABSL_GUARDED_BY(mutex) after its name, so that the compiler can check");
  } else if (guard == FieldGuard::kNoField) {
    message = absl::StrCat("'", field,
                           "' is no longer a field; the lab asks you to keep it and to "
                           "guard it with ABSL_GUARDED_BY");
  } else {
    message = absl::StrCat("the class of '", field,
                           "' is gone; the lab asks you to keep it and to "
                           "guard that field with ABSL_GUARDED_BY");
  }
  return {{"thread-safety", std::move(message), {{file, 0, ""}}, "", ""}};
}

std::vector<Finding> ScanAnalysisOff(const OwnTokens& own) {
  std::vector<Finding> findings;
  for (const auto& [file, tokens] : own) {
    for (const Token& token : tokens) {
      const bool off = token.kind == Token::kIdentifier &&
                       (Has(token.text, "no_thread_safety_analysis") ||
                        token.text == "ts_unchecked_read" || token.text == "ts_unchecked");
      std::string message = token.kind == Token::kDirective ? BadPragma(token.text) : "";
      if (off) {
        message =
            "the compiler's check is switched off here, which hides mistakes instead of "
            "finding them; remove that and hold the lock";
      }
      if (!message.empty()) {
        AddNew(findings, {{"thread-safety", message, {{file, token.line, ""}}, "", ""}});
      }
    }
  }
  return findings;
}

}  // namespace racelab
