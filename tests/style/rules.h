// Rules of the house as functions over text, so that tests can feed them good and bad files.
#ifndef RACELAB_TESTS_STYLE_RULES_H_
#define RACELAB_TESTS_STYLE_RULES_H_

#include <map>
#include <set>
#include <string>
#include <vector>

namespace racelab {

// A source file of the repository: its path from the root, and its text.
struct SourceFile {
  std::string path;
  std::string text;
};

// Every .h and .cc below these folders of the repository, sorted by path.
std::vector<SourceFile> ReadSources(const std::vector<std::string>& folders);

// checker/modules.txt: what each module may include: modules ("base") or headers
// ("harness/record.h").
struct ModuleTable {
  std::map<std::string, std::set<std::string>> may_include;
  std::vector<std::string> problems;  // what is wrong with the table itself
};

// "module: name name ..." a line, '#' starts a comment. A module may only include what stands above
// it, so there is no cycle.
ModuleTable ParseModules(const std::string& text);

// The rules below return one sentence a problem, "PATH:LINE: ...".

// Each #include "..." of a file in checker/ against the table.
std::vector<std::string> LayerProblems(const ModuleTable& table, const SourceFile& file);

// Line 1 is a comment that says what the file is.
std::vector<std::string> FirstLineProblems(const SourceFile& file);

// At most 400 lines, unless `reasons` (path to reason) has the file. A reason that is not needed
// any more is a problem too.
std::vector<std::string> SizeProblems(const SourceFile& file,
                                      const std::map<std::string, std::string>& reasons);

}  // namespace racelab

#endif  // RACELAB_TESTS_STYLE_RULES_H_
