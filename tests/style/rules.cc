// The rules of the house: layers, first lines and sizes.
#include "tests/style/rules.h"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxLines = 400;

// The module of "checker/base/files.h": "base"; "" for files outside of a module.
std::string ModuleOf(const std::string& path) {
  std::smatch match;
  return std::regex_search(path, match, std::regex("^checker/([^/]+)/")) ? match.str(1) : "";
}

// What is wrong with one include, seen from `module`; "" if nothing is.
std::string IncludeProblem(const ModuleTable& table, const std::string& module,
                           const std::string& include) {
  const std::string top = include.substr(0, include.find('/'));
  if (top == include) return "write the path from the repository's root";
  if (top == "tests" || top == "labs" || top == "solutions") return "the checker stands alone";
  if (top != "checker") return "";  // a library
  const std::string target = ModuleOf(include);
  const std::set<std::string>& allowed = table.may_include.at(module);
  const std::string header = include.substr(std::string("checker/").size());
  if (target == module || allowed.count(target) > 0 || allowed.count(header) > 0) return "";
  return absl::StrCat("module ", module, " may not include it; checker/modules.txt says who may");
}

}  // namespace

std::vector<SourceFile> ReadSources(const std::vector<std::string>& folders) {
  const fs::path root = RACELAB_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (const std::string& folder : folders) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
      const fs::path& path = entry.path();
      if (!entry.is_regular_file()) continue;
      if (path.extension() != ".h" && path.extension() != ".cc") continue;
      files.push_back({path.lexically_relative(root).string(), ReadFile(path).value_or("")});
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

ModuleTable ParseModules(const std::string& text) {
  ModuleTable table;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string module, word;
    if (!(words >> module) || module[0] == '#') continue;
    if (module.back() != ':') table.problems.push_back(line + ": needs a colon");
    module.pop_back();
    std::set<std::string> allowed;
    for (; words >> word; allowed.insert(word)) {
      if (table.may_include.count(word.substr(0, word.find('/'))) == 0) {
        table.problems.push_back(absl::StrCat(module, ": ", word, " does not stand above it"));
      }
    }
    if (!table.may_include.emplace(module, allowed).second) {
      table.problems.push_back(module + ": stands here twice");
    }
  }
  return table;
}

std::vector<std::string> LayerProblems(const ModuleTable& table, const SourceFile& file) {
  const std::string module = ModuleOf(file.path);
  if (table.may_include.count(module) == 0) {
    return {absl::StrCat(file.path, ":1: checker/modules.txt has no module '", module, "'")};
  }
  const std::regex pattern("^\\s*#\\s*include\\s*([\"<])([^\">]+)[\">].*");
  std::vector<std::string> problems;
  std::istringstream lines(file.text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::smatch match;
    if (!std::regex_match(line, match, pattern)) continue;
    const std::string include = match.str(2);
    // System headers have angle brackets; ours must not, or they would escape this rule.
    if (match.str(1) == "<" && include.rfind("checker/", 0) != 0) continue;
    const std::string problem = IncludeProblem(table, module, include);
    if (problem.empty()) continue;
    problems.push_back(absl::StrCat(file.path, ":", number, ": ", include, ": ", problem));
  }
  return problems;
}

std::vector<std::string> FirstLineProblems(const SourceFile& file) {
  if (file.text.rfind("// ", 0) == 0 && file.text[3] != ' ' && file.text[3] != '\n') return {};
  return {file.path + ":1: the first line must be a // comment that says what the file is"};
}

std::vector<std::string> SizeProblems(const SourceFile& file,
                                      const std::map<std::string, std::string>& reasons) {
  const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
  const bool has_reason = reasons.count(file.path) > 0;
  if (lines > kMaxLines && !has_reason) {
    return {absl::StrCat(file.path, ":", kMaxLines, ": has ", lines,
                         " lines; split it, or name a reason in tests/style/sizes_test.cc")};
  }
  if (lines <= kMaxLines && has_reason) {
    return {file.path + ":1: is short now; remove its reason from tests/style/sizes_test.cc"};
  }
  return {};
}

}  // namespace racelab
