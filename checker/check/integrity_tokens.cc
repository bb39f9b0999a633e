// Integrity, tokens: attributes, pragmas, names and strings that only help to fool the checker.
#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "checker/check/integrity.h"

namespace racelab {
namespace {

struct Rule {
  std::string_view name;  // ends with '*': a prefix
  const char* why;        // "'NAME' <why>"
};

constexpr char kHides[] =
    "hides code from the race detector; remove it and protect the data with a lock or an atomic";
constexpr char kAssembly[] =
    "is assembly, which the race detector cannot see; use std::atomic or a lock";
constexpr char kRunsOutside[] =
    "runs code before or after the tests; remove it, plain objects and functions are enough";
constexpr char kReplaces[] =
    "can replace a function of a library; remove it and give your function an ordinary name";
constexpr char kOtherOptions[] =
    "compiles a function with other options than the checker chose; remove it";
constexpr char kLosesLines[] = "hides code from the report's stack traces; remove it";
constexpr char kPins[] =
    "pins threads to processors, which hides bugs instead of repairing them; remove it";
constexpr char kBelongs[] = "belongs to the checker; a solution does not need it, remove it";
constexpr char kReaches[] =
    "reaches around the program's ordinary interfaces; remove it, no lab needs it";

// Attributes, without the underscores around them. Left out on purpose because they hide nothing:
// visibility, used, always_inline, noinline, cold, annotations of locks.
constexpr Rule kAttributes[] = {
    {"no_sanitize*", kHides},
    {"disable_sanitizer_instrumentation", kHides},
    {"no_instrument_function", kHides},
    {"no_profile_instrument_function", kHides},
    {"naked", kHides},
    {"constructor", kRunsOutside},
    {"destructor", kRunsOutside},
    {"init_priority", kRunsOutside},
    {"section", kRunsOutside},
    {"ifunc", kReplaces},
    {"alias", kReplaces},
    {"weak", kReplaces},
    {"weakref", kReplaces},
    {"weak_import", kReplaces},
    {"symver", kReplaces},
    {"target_clones", kReplaces},
    {"optimize", kOtherOptions},
    {"optnone", kOtherOptions},
    {"nodebug", kLosesLines},
    {"artificial", kLosesLines},
};

// Identifiers, wherever they are used by themselves (not as a member, not in a namespace).
constexpr Rule kNames[] = {
    {"asm", kAssembly},
    {"__asm", kAssembly},
    {"__asm__", kAssembly},
    {"__tsan_*", kHides},
    {"__sanitizer_*", kHides},
    {"__ubsan_*", kHides},
    {"__asan_*", kHides},
    {"__interceptor_*", kHides},
    {"___interceptor_*", kHides},
    {"AnnotateHappens*", kHides},
    {"AnnotateIgnore*", kHides},
    {"AnnotateBenign*", kHides},
    {"AnnotateRWLock*", kHides},
    {"AnnotateCondVar*", kHides},
    {"AnnotateMutex*", kHides},
    {"AnnotatePublish*", kHides},
    {"AnnotateUnpublish*", kHides},
    {"AnnotateNewMemory", kHides},
    {"AnnotateExpectRace", kHides},
    {"AnnotateFlushState", kHides},
    {"AnnotateEnableRaceDetection", kHides},
    {"RunningOnValgrind", kHides},
    {"__real_*", kReaches},
    {"__wrap_*", kReaches},
    {"dlsym", kReaches},
    {"dlvsym", kReaches},
    {"dlopen", kReaches},
    {"dlmopen", kReaches},
    {"dladdr", kReaches},
    {"dl_iterate_phdr", kReaches},
    {"racelab_*", kBelongs},
    {"ptrace", kReaches},
    {"process_vm_readv", kReaches},
    {"process_vm_writev", kReaches},
    {"sched_setaffinity", kPins},
    {"pthread_setaffinity_np", kPins},
    {"pthread_attr_setaffinity_np", kPins},
};

// Parts of string constants; neighbours are joined first.
constexpr const char* kStrings[] = {"LD_PRELOAD",      "RACELAB_",          "TSAN_OPTIONS",
                                    "/proc/self/mem",  "/proc/self/maps",   "/proc/self/smaps",
                                    "/proc/self/auxv", "/proc/self/environ"};

template <size_t N>
const Rule* FindRule(const Rule (&rules)[N], std::string_view name) {
  const auto matches = [&](const Rule& rule) {
    if (!rule.name.ends_with('*')) return name == rule.name;
    return name.starts_with(rule.name.substr(0, rule.name.size() - 1));
  };
  const Rule* found = std::find_if(std::begin(rules), std::end(rules), matches);
  return found == std::end(rules) ? nullptr : found;
}

// Scans the tokens of one file.
class Scan {
 public:
  Scan(const std::string& file, const std::vector<Token>& tokens) : file_(file), tokens_(tokens) {}

  std::vector<Finding> Run() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      Attributes(i);
      Name(i);
      String(i);
      Environ(i);
      TestLibrary(i);
      if (tokens_[i].kind == Token::kDirective) Report(i, BadPragma(tokens_[i].text));
    }
    return std::move(findings_);
  }

 private:
  bool At(size_t i, std::string_view text) const {
    return i < tokens_.size() && tokens_[i].Is(text);
  }
  bool IsWord(size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Token::kIdentifier;
  }

  void Report(size_t i, std::string message) {
    if (!message.empty()) {
      AddNew(findings_, {IntegrityFinding(std::move(message), file_, tokens_[i].line)});
    }
  }

  // Where an attribute list opens at i: "__attribute__ ((" or "[[". Looks at the attributes' own
  // names and not at their arguments.
  void Attributes(size_t i) {
    const bool gnu =
        (At(i, "__attribute__") || At(i, "__attribute")) && At(i + 1, "(") && At(i + 2, "(");
    const bool standard = At(i, "[") && At(i + 1, "[");
    if (!gnu && !standard) return;
    const char* open = gnu ? "(" : "[";
    const char* close = gnu ? ")" : "]";
    int depth = 2, arguments = 0;
    for (size_t j = i + (gnu ? 3 : 2); j < tokens_.size() && depth > 0; ++j) {
      if (At(j, open)) ++depth;
      if (At(j, close)) --depth;
      if (!gnu && At(j, "(")) ++arguments;
      if (!gnu && At(j, ")")) --arguments;
      if (IsWord(j) && depth == 2 && arguments == 0) Attribute(j);
    }
  }

  void Attribute(size_t i) {
    std::string_view name = tokens_[i].text;
    if (name.starts_with("__") && name.ends_with("__") && name.size() > 4) {
      name = name.substr(2, name.size() - 4);
    }
    const Rule* rule = FindRule(kAttributes, name);
    if (rule != nullptr) Report(i, "the attribute '" + std::string(name) + "' " + rule->why);
  }

  // Members and names of other namespaces than the global one are the student's own affair.
  bool StandsAlone(size_t i) const {
    if (i == 0) return true;
    if (At(i - 1, ".") || At(i - 1, "->")) return false;
    return !(At(i - 1, "::") && i >= 2 && IsWord(i - 2) && !IsStatementWord(tokens_[i - 2].text));
  }
  static bool IsStatementWord(std::string_view word) {
    return word == "return" || word == "else" || word == "do" || word == "throw" ||
           word == "co_return";
  }

  // `void dlopen();`: a member or a function of one's own namespace may have a library's name.
  bool IsDeclared(size_t i) const {
    return i > 0 && At(i + 1, "(") && IsWord(i - 1) && !IsStatementWord(tokens_[i - 1].text);
  }

  // Assembly that touches no memory and no variable: what a loop that spins says to the processor,
  // or nothing, which only holds the compiler back. Without operands.
  bool IsPause(size_t i) const {
    static constexpr std::string_view kPauses[] = {"", "pause", "yield", "rep; nop", "rep nop"};
    while (At(i + 1, "volatile") || At(i + 1, "__volatile__") || At(i + 1, "__volatile")) ++i;
    if (!At(i + 1, "(") || i + 2 >= tokens_.size()) return false;
    const Token& code = tokens_[i + 2];
    if (code.kind != Token::kString) return false;
    if (std::find(std::begin(kPauses), std::end(kPauses), code.text) == std::end(kPauses)) {
      return false;
    }
    size_t end = i + 3;
    while (At(end, ":") || At(end, "::")) ++end;
    if (end > i + 3 && end < tokens_.size() && tokens_[end].kind == Token::kString &&
        tokens_[end].text == "memory") {
      ++end;
    }
    return At(end, ")");
  }

  void Name(size_t i) {
    if (!IsWord(i) || !StandsAlone(i)) return;
    const Rule* rule = FindRule(kNames, tokens_[i].text);
    if (rule != nullptr && (rule->why == kReaches || rule->why == kPins) && IsDeclared(i)) return;
    if (rule != nullptr && rule->why == kAssembly && IsPause(i)) return;
    if (rule != nullptr) Report(i, "'" + tokens_[i].text + "' " + rule->why);
  }

  void String(size_t i) {
    if (tokens_[i].kind != Token::kString) return;
    if (i > 0 && tokens_[i - 1].kind == Token::kString) return;
    std::string all;
    for (size_t j = i; j < tokens_.size() && tokens_[j].kind == Token::kString; ++j) {
      all += tokens_[j].text;
    }
    for (const char* part : kStrings) {
      if (all.find(part) == std::string::npos) continue;
      Report(i, absl::StrCat("the text \"", part,
                             "\" belongs to the checker's or the system's machinery; a solution "
                             "does not need it, remove it"));
    }
  }

  // `environ` is fine where posix_spawn and execve take it: declared, or as a last argument.
  void Environ(size_t i) {
    if (!At(i, "environ") && !At(i, "__environ")) return;
    if (!StandsAlone(i) || At(i + 1, ")") || (At(i + 1, ";") && i > 0 && At(i - 1, "*"))) return;
    Report(i,
           "'environ' gives access to the checker's settings; use it only as the last argument "
           "of posix_spawn or execve, and getenv for your own variables");
  }

  void TestLibrary(size_t i) {
    if (At(i, "kit") && At(i + 1, "::") && At(i + 2, "Exploring") && StandsAlone(i)) {
      Report(i,
             "'kit::Exploring' is for the tests: code that asks who runs it behaves one way when "
             "it is checked and another way when it is used; remove it");
    }
    const bool scope = At(i, "testing") && At(i + 1, "::") && StandsAlone(i);
    const bool opened =
        At(i, "namespace") && (At(i + 1, "testing") || At(i + 1, "kit") || At(i + 1, "racelab"));
    if (!scope && !opened) return;
    Report(i, absl::StrCat("the namespace '", tokens_[opened ? i + 1 : i].text,
                           "' belongs to the tests; a solution leaves them alone, use a name of "
                           "your own"));
  }

  const std::string& file_;
  const std::vector<Token>& tokens_;
  std::vector<Finding> findings_;
};

}  // namespace

std::string BadPragma(std::string_view pragma) {
  const std::vector<Token> words = Tokens(pragma);
  const auto word = [&](size_t i) { return i < words.size() ? words[i].text : std::string(); };
  if (word(0) != "pragma") return "";
  const bool compiler = word(1) == "GCC" || word(1) == "clang";
  const std::string what = compiler ? word(2) : word(1);
  static constexpr std::string_view kBad[] = {
      "optimize",      "push_options", "pop_options", "reset_options",    "target",  "attribute",
      "system_header", "section",      "weak",        "redefine_extname", "comment", "line"};
  if (std::find(std::begin(kBad), std::end(kBad), what) != std::end(kBad)) {
    return absl::StrCat("'#pragma ", what,
                        "' changes how the code is compiled or checked; remove it");
  }
  const bool diagnostic = what == "diagnostic" && (word(3) == "ignored" || word(3) == "warning");
  if (diagnostic && (word(4).starts_with("-Wthread-safety") || word(4) == "-Weverything")) {
    return absl::StrCat("'#pragma ", word(1), " diagnostic ", word(3), " \"", word(4),
                        "\"' silences the thread-safety check; remove it and repair what it says");
  }
  return "";
}

std::vector<Finding> ScanTokens(const OwnTokens& own) {
  std::vector<Finding> findings;
  for (const auto& [file, tokens] : own) AddNew(findings, Scan(file, tokens).Run());
  return findings;
}

}  // namespace racelab
