// Disguise: what somebody does to a copied answer so that nobody sees it: other names, other
// layout, other comments, functions in another order.
#ifndef RACELAB_TESTS_SUPPORT_DISGUISE_H_
#define RACELAB_TESTS_SUPPORT_DISGUISE_H_

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace racelab {

// Functions, which are ended by "}" in the first column, in reverse order.
inline std::string ReverseFunctions(const std::string& source) {
  std::vector<std::string> functions;
  std::string part;
  for (const absl::string_view line : absl::StrSplit(source, '\n')) {
    absl::StrAppend(&part, line, "\n");
    if (line == "}") functions.push_back(std::exchange(part, ""));
  }
  std::reverse(functions.begin(), functions.end());
  return absl::StrJoin(functions, "") + part;
}

// Members, constants, and variables of the usual types get other names.
inline std::string RenameVariables(std::string source) {
  static const std::regex kMember(R"(\b([a-z]\w*_|k[A-Z]\w*)\b)");
  static const std::regex kVariable(
      R"(\b(?:auto|bool|char|int|long|double|u?int\d+_t|s?size_t|pid_t|string|T)\b[&* ]+([a-z]\w*)\b)");
  std::set<std::string> names;
  for (const std::regex* regex : {&kMember, &kVariable}) {
    for (std::sregex_iterator match(source.begin(), source.end(), *regex), end; match != end;
         ++match) {
      names.insert((*match)[1]);
    }
  }
  names.erase("operator");
  for (const std::string& name : names) {
    source = std::regex_replace(source, std::regex("\\b" + name + "\\b"), "my_" + name);
  }
  return source;
}

inline std::string Disguise(const std::string& source) {
  return "// All my own work.\n\n" + std::regex_replace(ReverseFunctions(RenameVariables(source)),
                                                        std::regex("\\{\n"), "\n{\n\n");
}

}  // namespace racelab

#endif  // RACELAB_TESTS_SUPPORT_DISGUISE_H_
