// Reads the first lines of the corpus's programs; README.md has the format.
#include "tests/corpus/program.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "checker/base/files.h"
#include "checker/check/explain.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

bool IsKind(const std::string& name) {
  for (int kind = 1; kind <= static_cast<int>(trace::Kind::kLeak); ++kind) {
    if (name == KindName(static_cast<trace::Kind>(kind))) return true;
  }
  return false;
}

void ReadExpectation(absl::string_view line, CorpusProgram& program) {
  if (!absl::ConsumePrefix(&line, "// expect: ")) {
    program.problem = "line 1 is not '// expect: ...'";
    return;
  }
  for (const std::string harm : {"crashes", "faults"}) {
    if (absl::ConsumeSuffix(&line, absl::StrCat(" (", harm, ")"))) program.harm = harm;
  }
  if (line != "none") program.kinds = absl::StrSplit(line, '|');
  for (const std::string& kind : program.kinds) {
    if (!IsKind(kind)) program.problem = absl::StrCat("'", kind, "' is no kind of finding");
  }
  const bool bad = absl::EndsWith(program.path.stem().string(), "_bad");
  const bool good = absl::EndsWith(program.path.stem().string(), "_good");
  if (bad == good || bad != program.Bad()) {
    program.problem = "a program that fails is called _bad, one that does not is called _good";
  }
}

void ReadLibraries(absl::string_view line, CorpusProgram& program) {
  if (!absl::ConsumePrefix(&line, "// libraries: ")) return;
  program.libraries = absl::StrSplit(line, absl::ByAnyChar(", "), absl::SkipEmpty());
  static const std::set<std::string> kKnown = {"boost_thread", "absl", "atomic"};
  for (const std::string& library : program.libraries) {
    if (kKnown.count(library) == 0) program.problem = absl::StrCat("no library '", library, "'");
  }
}

}  // namespace

std::vector<CorpusProgram> FindCorpus() {
  const fs::path root = fs::path(RACELAB_SOURCE_DIR) / "tests/corpus";
  std::vector<CorpusProgram> programs;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string kind = *entry.path().lexically_relative(root).begin();
    if (!entry.is_regular_file() || (kind != "threads" && kind != "processes")) continue;
    CorpusProgram program{.path = entry.path()};
    program.processes = kind == "processes";
    program.name = absl::StrCat(entry.path().parent_path().filename().string(), "__",
                                entry.path().stem().string());
    const absl::StatusOr<std::string> text = ReadFile(entry.path());
    if (!text.ok()) program.problem = std::string(text.status().message());
    const std::vector<std::string> lines = absl::StrSplit(text.value_or(""), '\n');
    ReadExpectation(lines[0], program);
    if (lines.size() > 2) ReadLibraries(lines[2], program);
    program.defines = absl::StrContains(text.value_or(""), "#define");
    programs.push_back(std::move(program));
  }
  std::ranges::sort(programs, {}, &CorpusProgram::name);
  return programs;
}

}  // namespace racelab
