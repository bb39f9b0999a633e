// Reads the arguments of gcc and clang: which take a value, which are files, which ask a question.
#include "checker/toolchain/driver_words.h"

#include <filesystem>
#include <set>
#include <string_view>

#include "absl/strings/match.h"
#include "checker/base/files.h"

namespace racelab {
namespace {

constexpr int kMaxNesting = 10;  // of response files; they may name themselves

// Options whose value is the next argument.
bool TakesValue(const std::string& word) {
  static const std::set<std::string> kWords = {"-o",
                                               "-x",
                                               "-I",
                                               "-L",
                                               "-D",
                                               "-U",
                                               "-l",
                                               "-A",
                                               "-B",
                                               "-G",
                                               "-T",
                                               "-u",
                                               "-z",
                                               "-e",
                                               "-J",
                                               "-include",
                                               "-imacros",
                                               "-isystem",
                                               "-iquote",
                                               "-idirafter",
                                               "-iprefix",
                                               "-iwithprefix",
                                               "-isysroot",
                                               "-iwithprefixbefore",
                                               "-MF",
                                               "-MT",
                                               "-MQ",
                                               "-MJ",
                                               "-Xlinker",
                                               "-Xassembler",
                                               "-Xpreprocessor",
                                               "-Xclang",
                                               "-mllvm",
                                               "-aux-info",
                                               "--param",
                                               "-arch",
                                               "-target",
                                               "-wrapper",
                                               "-dumpbase",
                                               "-dumpdir",
                                               "-dumpbase-ext",
                                               "--sysroot",
                                               "-gcc-toolchain",
                                               "-resource-dir",
                                               "-include-pch",
                                               "-ivfsoverlay",
                                               "-Tbss",
                                               "-Tdata",
                                               "-Ttext",
                                               "-rpath",
                                               "-soname",
                                               "-h"};
  return kWords.count(word) > 0;
}

bool IsQuestion(const std::string& word) {
  if (absl::StartsWith(word, "-dump"))
    return !absl::StartsWith(word, "-dumpbase") && word != "-dumpdir";
  for (const char* start : {"-print-", "--print-", "--help"}) {
    if (absl::StartsWith(word, start)) return true;
  }
  static const std::set<std::string> kWords = {"-###",     "--version", "--target-help",
                                               "-version", "-qversion", "-V"};
  return kWords.count(word) > 0;
}

bool IsStop(const std::string& word) {
  static const std::set<std::string> kWords = {
      "-c", "-E", "-S", "-M", "-MM", "-fsyntax-only", "--precompile", "-emit-ast", "--analyze"};
  return kWords.count(word) > 0;
}

bool IsForLinking(const std::string& word) {
  for (const char* start : {"-Wl,", "-L", "-nostdlib", "-nodefaultlibs", "-nostartfiles", "-shared",
                            "-static", "-rpath", "-soname", "-fuse-ld"}) {
    if (absl::StartsWith(word, start)) return true;
  }
  static const std::set<std::string> kWords = {
      "-Xlinker", "-u", "-z",    "-T",     "-e",     "-r",   "-rdynamic",
      "--static", "-s", "-Tbss", "-Tdata", "-Ttext", "-pie", "-no-pie"};
  return kWords.count(word) > 0;
}

bool IsSourceName(const std::string& name) {
  static const std::set<std::string> kExtensions = {
      ".c",  ".i",    ".ii",  ".cc",  ".cp",  ".cxx", ".cpp", ".CPP", ".c++",
      ".C",  ".cppm", ".ixx", ".s",   ".S",   ".sx",  ".h",   ".hh",  ".H",
      ".hp", ".hxx",  ".hpp", ".HPP", ".h++", ".tcc", ".m",   ".mm"};
  return kExtensions.count(std::filesystem::path(name).extension().string()) > 0;
}

Word::Role RoleOf(const std::string& word) {
  if (IsQuestion(word)) return Word::kQuestion;
  if (IsStop(word)) return Word::kStop;
  if (absl::StartsWith(word, "-M")) return Word::kRules;
  if (absl::StartsWith(word, "-o")) return Word::kOutput;
  if (absl::StartsWith(word, "-l")) return Word::kInput;
  return IsForLinking(word) ? Word::kLink : Word::kOption;
}

// The arguments of a response file: parted by white space; quotes and backslashes keep it.
std::vector<std::string> SplitResponse(std::string_view text) {
  std::vector<std::string> arguments;
  bool inside = false;
  char quote = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote == 0 && (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v')) {
      inside = false;
      continue;
    }
    if (!inside) arguments.emplace_back();
    inside = true;
    if (c == '\\' && i + 1 < text.size()) {
      arguments.back() += text[++i];
    } else if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    } else {
      arguments.back() += c;
    }
  }
  return arguments;
}

void Expand(const std::vector<std::string>& arguments, int nesting, std::vector<std::string>& out) {
  for (const std::string& argument : arguments) {
    const bool names = argument.size() > 1 && argument[0] == '@' && nesting < kMaxNesting;
    const auto text = names ? ReadFile(argument.substr(1)) : absl::NotFoundError("");
    if (text.ok()) {
      Expand(SplitResponse(*text), nesting + 1, out);
    } else {
      out.push_back(argument);
    }
  }
}

}  // namespace

std::vector<Word> ReadWords(const std::vector<std::string>& arguments) {
  std::vector<Word> words;
  std::string language;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "-" || argument.empty() || argument[0] != '-') {
      const bool source = !language.empty() || argument == "-" || IsSourceName(argument);
      words.push_back({source ? Word::kSource : Word::kInput, {argument}, language});
      continue;
    }
    Word word{RoleOf(argument), {argument}, ""};
    if (TakesValue(argument) && i + 1 < arguments.size()) word.text.push_back(arguments[++i]);
    if (absl::StartsWith(argument, "-x")) {
      language = word.text.size() > 1 ? word.text[1] : argument.substr(2);
      if (language == "none") language.clear();
      continue;
    }
    words.push_back(word);
  }
  return words;
}

std::vector<std::string> ExpandResponseFiles(const std::vector<std::string>& arguments) {
  std::vector<std::string> expanded;
  Expand(arguments, 0, expanded);
  return expanded;
}

}  // namespace racelab
