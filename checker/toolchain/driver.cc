// Decides which commands a compiler's command line becomes.
#include "checker/toolchain/driver.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "checker/toolchain/compile.h"
#include "checker/toolchain/flags.h"
#include "checker/toolchain/step.h"

namespace racelab {
namespace {

using Strings = std::vector<std::string>;

bool Has(const std::vector<Word>& words, Word::Role role) {
  return std::ranges::any_of(words, [&](const Word& word) { return word.role == role; });
}

bool HasText(const std::vector<Word>& words, const std::set<std::string>& texts) {
  return std::ranges::any_of(words,
                             [&](const Word& word) { return texts.count(word.text[0]) > 0; });
}

// Removes the sanitizers that cannot be combined with the explorer; adds them to `dropped`.
std::string WithoutSanitizers(const std::string& word, Strings& dropped) {
  static const std::set<std::string> kBanned = {"address", "hwaddress", "leak",  "memory",
                                                "thread",  "dataflow",  "fuzzer"};
  Strings kept;
  for (const std::string& name :
       Strings(absl::StrSplit(absl::StripPrefix(word, "-fsanitize="), ','))) {
    (kBanned.count(name) > 0 ? dropped : kept).push_back(name);
  }
  return kept.empty() ? "" : absl::StrCat("-fsanitize=", absl::StrJoin(kept, ","));
}

// Removes what would strip the program, make it position-independent, or forbid a library to get
// its runtime from the program.
std::string WithoutLinkerFlags(const std::string& word) {
  Strings kept;
  const Strings parts = absl::StrSplit(absl::StripPrefix(word, "-Wl,"), ',');
  for (size_t i = 0; i < parts.size(); ++i) {
    static const std::set<std::string> kBanned = {
        "-s", "--strip-all", "-S", "--strip-debug", "-pie", "-zdefs", "--no-undefined"};
    const bool defs = parts[i] == "-z" && i + 1 < parts.size() && parts[i + 1] == "defs";
    if (defs) ++i;
    if (!defs && kBanned.count(parts[i]) == 0) kept.push_back(parts[i]);
  }
  return kept.empty() ? "" : absl::StrCat("-Wl,", absl::StrJoin(kept, ","));
}

bool IsUnwanted(const Word& word) {
  static const std::set<std::string> kWords = {"-g0",   "-s",    "-pie",          "-no-pie",
                                               "-fPIE", "-fpie", "-gsplit-dwarf", "-fhardened"};
  const std::string all = absl::StrJoin(word.text, " ");
  return kWords.count(all) > 0 || absl::StartsWith(all, "-flto") || all == "-z defs" ||
         (absl::StrContains(all, "_FORTIFY_SOURCE") && word.role == Word::kOption);
}

// The words without what an explored program cannot have.
std::vector<Word> Adapt(const std::vector<Word>& words, std::string& warning) {
  std::vector<Word> adapted;
  Strings dropped;
  for (Word word : words) {
    std::string& text = word.text[0];
    if (IsUnwanted(word)) continue;
    if (absl::StartsWith(text, "-fsanitize=")) text = WithoutSanitizers(text, dropped);
    if (absl::StartsWith(text, "-Wl,")) text = WithoutLinkerFlags(text);
    if (!text.empty()) adapted.push_back(word);
  }
  if (!dropped.empty()) {
    warning = absl::StrCat("-fsanitize=", absl::StrJoin(dropped, ","),
                           " is left out: the explorer checks in its own way");
  }
  return adapted;
}

std::string WhyNot(const std::vector<Word>& words, bool links) {
  if (HasText(words, {"-m32", "-mx32"})) {
    return "-m32: only 64-bit programs can be explored; leave it out";
  }
  if (links && HasText(words, {"-static", "--static", "-static-pie", "-Wl,-static"})) {
    return "-static: the explorer takes the place of functions of the C library, which a static "
           "program does not allow; leave it out";
  }
  return "";
}

bool IsAssembly(const Word& word) {
  return word.language == "assembler" ||
         (word.language.empty() && absl::EndsWith(word.text[0], ".s"));
}

bool IsHeader(const Word& word) {
  static const std::set<std::string> kExtensions = {".h",   ".hh",  ".H",   ".hp", ".hxx",
                                                    ".hpp", ".HPP", ".h++", ".tcc"};
  if (!word.language.empty()) return absl::EndsWith(word.language, "-header");
  return kExtensions.count(std::filesystem::path(word.text[0]).extension().string()) > 0;
}

// The compiler's own standard in C++ unless the user names one. C++17 and older leave accesses
// inside the compiled library, which is not instrumented.
bool WantsStandard(const std::vector<Word>& words, bool cxx) {
  return cxx && std::ranges::none_of(words, [](const Word& word) {
           return absl::StartsWith(word.text[0], "-std=") ||
                  absl::StartsWith(word.text[0], "--std") ||
                  (word.role == Word::kSource && !word.language.empty() &&
                   !absl::StartsWith(word.language, "c++")) ||
                  (word.role == Word::kSource && IsAssembly(word));
         });
}

void AppendSource(const Word& word, Strings& arguments) {
  if (!word.language.empty()) Append(arguments, {"-x", word.language});
  Append(arguments, word.text);
  if (!word.language.empty()) Append(arguments, {"-x", "none"});
}

// One command for all sources; ours go around the user's words where the last one of its kind wins.
Strings Compile(const std::vector<Word>& words, const std::string& family, bool cxx, bool shared) {
  const bool assembly = std::ranges::all_of(
      words, [](const Word& word) { return word.role != Word::kSource || IsAssembly(word); });
  Strings arguments;
  if (!assembly) arguments = {shared ? "-fPIC" : "-fno-pie"};
  if (!assembly && WantsStandard(words, cxx)) arguments.push_back("-std=gnu++20");
  for (const Word& word : words) {
    if (word.role != Word::kSource) Append(arguments, word.text);
  }
  if (!assembly) Append(arguments, InstrumentFlags(family));
  for (const Word& word : words) {
    if (word.role == Word::kSource) AppendSource(word, arguments);
  }
  return arguments;
}

// The words that matter to one source of a call that compiles and links.
std::vector<Word> WordsFor(const std::vector<Word>& words, const Word& source) {
  std::vector<Word> mine;
  for (const Word& word : words) {
    if (word.role == Word::kOption) mine.push_back(word);
    if (word.role == Word::kRules && !IsAssembly(source)) mine.push_back(word);
  }
  // The object has another name than the user expects in rules for make.
  const std::string stem = std::filesystem::path(source.text[0]).stem().string();
  if (HasText(mine, {"-MD", "-MMD"})) {
    if (!HasText(mine, {"-MF"})) mine.push_back({Word::kRules, {"-MF", stem + ".d"}, ""});
    if (!HasText(mine, {"-MT", "-MQ"})) mine.push_back({Word::kRules, {"-MT", stem + ".o"}, ""});
  }
  mine.push_back({Word::kStop, {"-c"}, ""});
  mine.push_back(source);
  return mine;
}

// The installed library that an input of the linker names ("absl_time"), or "". One that the user
// compiled is instrumented as the program is, and needs no shim.
std::string InstalledLibrary(const Word& word) {
  const std::string& text = word.text.back();
  absl::string_view name = text;
  if (absl::ConsumePrefix(&name, "/usr/")) {
    name = name.substr(name.rfind('/') + 1);
  } else if (!absl::ConsumePrefix(&name, "-l") && word.text.size() == 1) {
    return "";
  }
  absl::ConsumePrefix(&name, ":");
  absl::ConsumePrefix(&name, "lib");
  return std::string(name);
}

void PlanLink(const std::vector<Word>& words, DriverPlan& plan) {
  std::set<std::string> libraries;
  for (const Word& word : words) {
    if (word.role == Word::kRules) continue;
    if (word.role == Word::kSource) {
      plan.objects.push_back(plan.link.size());
      plan.link.emplace_back();
      continue;
    }
    Append(plan.link, word.text);
    if (word.role != Word::kInput) continue;
    const std::string library = InstalledLibrary(word);
    if (absl::StartsWith(library, "absl_")) libraries.insert("absl");
    if (absl::StartsWith(library, "boost_thread")) libraries.insert("boost_thread");
  }
  plan.libraries.assign(libraries.begin(), libraries.end());
  plan.program = !HasText(words, {"-shared", "-r", "-Wl,-r", "-Wl,-shared"});
}

}  // namespace

DriverPlan PlanDriver(const std::vector<Word>& given, const std::string& family, bool cxx) {
  DriverPlan plan;
  const bool nothing = !Has(given, Word::kSource) && !Has(given, Word::kInput);
  plan.as_is = nothing || Has(given, Word::kQuestion);
  if (plan.as_is) return plan;
  const std::vector<Word> words = Adapt(given, plan.warning);
  const bool links = !Has(words, Word::kStop) && std::ranges::none_of(words, [](const Word& word) {
    return word.role == Word::kSource && IsHeader(word);
  });
  plan.refused = WhyNot(words, links);
  if (!plan.refused.empty()) return plan;
  if (!links) {
    plan.compile.push_back(Compile(words, family, cxx, false));
    return plan;
  }
  const bool shared = HasText(words, {"-shared"});
  for (const Word& word : words) {
    if (word.role != Word::kSource) continue;
    plan.compile.push_back(Compile(WordsFor(words, word), family, cxx, shared));
  }
  PlanLink(words, plan);
  return plan;
}

absl::StatusOr<Strings> LinkArguments(const DriverPlan& plan, const std::filesystem::path& root,
                                      const Compiler& compiler) {
  if (!plan.program) return plan.link;
  const auto runtime = BuildRuntime(root, compiler, plan.libraries);
  if (!runtime.ok()) return runtime.status();
  Strings arguments = LinkFlags(Variant::kExplore);
  Append(arguments, Strings(runtime->begin(), runtime->end()));
  Append(arguments, plan.link);
  // The shims of Abseil need more of it than the program may name; those of Boost do not.
  Strings more = plan.libraries;
  std::erase(more, "boost_thread");
  Append(arguments, LibraryFlags(Variant::kExplore, more));
  return arguments;
}

}  // namespace racelab
