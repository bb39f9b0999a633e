// Lets clang instrument arrays and structures on the stack, parts of which it leaves out.
#include "checker/toolchain/locals.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <set>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/toolchain/code_types.h"
#include "checker/toolchain/driver_words.h"
#include "checker/toolchain/odd_sizes.h"

namespace racelab {
namespace {

constexpr uintmax_t kTooLong = 48 << 20;  // bytes of code that stay as they are

using Lines = std::vector<absl::string_view>;

// Functions of the C++ library: nobody shares their local variables, and there are many of them.
bool IsLibrary(absl::string_view define) {
  const size_t name = define.find('@');
  if (name == absl::string_view::npos) return false;
  absl::string_view rest = define.substr(name + 1);
  if (rest.substr(0, 2) != "_Z") return false;
  rest.remove_prefix(2);
  if (rest.substr(0, 1) == "N") rest.remove_prefix(1);
  rest.remove_prefix(std::min(rest.find_first_not_of("rVKRO"), rest.size()));
  return absl::StartsWith(rest, "9__gnu_cxx") ||
         (rest.size() > 1 && rest[0] == 'S' && absl::StrContains("tabsiod", rest[1]));
}

struct Local {
  absl::string_view name;  // "%3", "%\"a b\""
  absl::string_view type;
};

// What "  %3 = alloca [2 x i32], align 4" makes, if it has parts. A count makes an array of any.
std::optional<Local> ReadLocal(absl::string_view line) {
  constexpr absl::string_view kAlloca = " = alloca ";
  const size_t at = line.find(kAlloca);
  if (at == absl::string_view::npos || !absl::StartsWith(line, "  %")) return std::nullopt;
  const absl::string_view rest = line.substr(at + kAlloca.size());
  if (absl::StartsWith(rest, "inalloca") || absl::StartsWith(rest, "swifterror") ||
      absl::StrContains(rest, "addrspace(")) {
    return std::nullopt;
  }
  const size_t end = TypeEnd(rest);
  const bool parts =
      absl::StrContains("[{%<", rest[0]) || absl::StartsWith(rest.substr(end), ", i");
  if (!parts) return std::nullopt;
  return Local{line.substr(2, at - 2), rest.substr(0, end)};
}

// "%3" becomes "%\"hidden 3\"": a name takes no number from the others.
std::string Hidden(absl::string_view name, absl::string_view what) {
  absl::string_view plain = name.substr(1);
  if (plain[0] == '"') plain = plain.substr(1, plain.size() - 2);
  return absl::StrCat("%\"", what, " ", plain, "\"");
}

void WriteLocal(absl::string_view line, const Local& local, bool typed, std::string& out) {
  const std::string hidden = Hidden(local.name, "hidden"), number = Hidden(local.name, "number");
  const std::string pointer = typed ? absl::StrCat(local.type, "*") : "ptr";
  absl::StrAppend(&out, "  ", hidden, line.substr(2 + local.name.size()), "\n");
  absl::StrAppend(&out, "  ", number, " = ptrtoint ", pointer, " ", hidden, " to i64\n");
  absl::StrAppend(&out, "  ", local.name, " = inttoptr i64 ", number, " to ", pointer, "\n");
}

// A debugger's note tells where the variable lies: the first name after the type.
bool WriteNote(absl::string_view line, const std::set<absl::string_view>& names, std::string& out) {
  const size_t start = std::min(line.find("@llvm.dbg.declare("), line.find("#dbg_declare("));
  if (start == absl::string_view::npos) return false;
  for (absl::string_view name : names) {
    const size_t at = line.find(absl::StrCat(" ", name, ","), start);
    if (at == absl::string_view::npos) continue;
    absl::StrAppend(&out, line.substr(0, at + 1), Hidden(name, "hidden"),
                    line.substr(at + 1 + name.size()), "\n");
    return true;
  }
  return false;
}

void WriteFunction(const Lines& lines, bool typed, std::string& out) {
  // A coroutine's variables move into its frame: that must see what they are.
  const bool as_is = IsLibrary(lines[0]) || std::ranges::any_of(lines, [](absl::string_view line) {
                       return absl::StrContains(line, "@llvm.coro.");
                     });
  std::set<absl::string_view> names;
  for (absl::string_view line : lines) {
    const std::optional<Local> local = as_is ? std::nullopt : ReadLocal(line);
    if (local) names.insert(local->name);
    if (local) {
      WriteLocal(line, *local, typed, out);
    } else if (names.empty() || !WriteNote(line, names, out)) {
      absl::StrAppend(&out, line, "\n");
    }
  }
}

// Pointers have types before clang 15.
bool HasTypedPointers(const Lines& lines) {
  const auto store = std::ranges::find_if(
      lines, [](absl::string_view line) { return absl::StartsWith(line, "  store "); });
  return store != lines.end() && !absl::StrContains(*store, ", ptr ");
}

bool IsCode(const Word& word) {
  static const std::set<std::string> kLanguages = {"", "c", "c++"};
  static const std::set<std::string> kOther = {".s", ".S", ".sx", ".m", ".mm", ".cppm", ".ixx"};
  const std::string extension = std::filesystem::path(word.text[0]).extension().string();
  return kLanguages.count(word.language) > 0 &&
         (!word.language.empty() || kOther.count(extension) == 0);
}

bool IsPlainCompilation(const std::vector<Word>& words) {
  int sources = 0, stops = 0;
  bool instrumented = false, other = false;
  for (const Word& word : words) {
    if (word.role == Word::kSource) ++sources;
    if (word.role == Word::kStop) ++stops;
    instrumented |= word.text[0] == "-fsanitize=thread";
    other |= word.text[0] == "-emit-llvm" || absl::StartsWith(word.text[0], "-save-temps") ||
             (word.role == Word::kStop && word.text[0] != "-c") ||
             (word.role == Word::kSource && !IsCode(word));
  }
  return sources == 1 && stops == 1 && instrumented && !other;
}

void AppendText(std::vector<std::string>& out, const Word& word) {
  out.insert(out.end(), word.text.begin(), word.text.end());
}

}  // namespace

std::optional<TwoSteps> InTwoSteps(const std::vector<std::string>& arguments,
                                   const std::string& family, const std::string& object) {
  const std::vector<Word> words = ReadWords(arguments);
  if (family != "clang" || !IsPlainCompilation(words)) return std::nullopt;
  TwoSteps steps;
  bool rules = false, file = false, target = false;
  for (const Word& word : words) {
    const std::string& text = word.text[0];
    rules |= text == "-MD" || text == "-MMD";
    file |= absl::StartsWith(text, "-MF");
    target |= absl::StartsWith(text, "-MT") || absl::StartsWith(text, "-MQ");
    if (word.role == Word::kOutput || word.role == Word::kStop) continue;
    if (word.role == Word::kSource && !word.language.empty()) {
      steps.to_code.insert(steps.to_code.end(), {"-x", word.language});
    }
    AppendText(steps.to_code, word);
    if (word.role != Word::kSource && word.role != Word::kRules) AppendText(steps.to_object, word);
  }
  // The compiler would name them after the intermediate code.
  const std::string rules_file = std::filesystem::path(object).replace_extension(".d").string();
  if (rules && !file) steps.to_code.insert(steps.to_code.end(), {"-MF", rules_file});
  if (rules && !target) steps.to_code.insert(steps.to_code.end(), {"-MT", object});
  for (const char* word : {"-S", "-emit-llvm", "-Xclang", "-disable-llvm-passes"}) {
    steps.to_code.push_back(word);
  }
  for (const char* word : {"-Qunused-arguments", "-c", "-x", "ir"}) steps.to_object.push_back(word);
  return steps;
}

std::string ShowLocals(absl::string_view code) {
  const Lines lines = absl::StrSplit(code, '\n');
  const bool typed = HasTypedPointers(lines);
  std::string out;
  out.reserve(code.size() + code.size() / 8);
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!absl::StartsWith(lines[i], "define ")) {
      absl::StrAppend(&out, lines[i], i + 1 < lines.size() ? "\n" : "");
      continue;
    }
    const size_t first = i;
    while (i + 1 < lines.size() && lines[i] != "}") ++i;
    WriteFunction(Lines(lines.begin() + first, lines.begin() + i + 1), typed, out);
  }
  return out;
}

absl::Status ShowLocalsIn(const std::string& file) {
  std::error_code unknown;
  if (std::filesystem::file_size(file, unknown) > kTooLong) return absl::OkStatus();
  const absl::StatusOr<std::string> code = ReadFile(file);
  if (!code.ok()) return code.status();
  return WriteFile(file, ShowOddSizes(ShowLocals(*code)));
}

}  // namespace racelab
