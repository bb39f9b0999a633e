// Test of the top level: it holds what the house names, and nothing that somebody left there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_split.h"
#include "checker/base/subprocess.h"

namespace racelab {
namespace {

// Folders, then the conventional files.
const char* const kNames[] = {"checker",
                              "cmake",
                              "docs",
                              "labs",
                              "solutions",
                              "tests",
                              ".ci",
                              ".devcontainer",
                              ".vscode",
                              "racelab",
                              "README.md",
                              "CHANGELOG.md",
                              "CONTRIBUTING.md",
                              "CMakeLists.txt",
                              "CMakePresets.json",
                              ".clang-format",
                              ".clang-tidy",
                              ".editorconfig",
                              ".gitignore"};

TEST(Root, HoldsWhatTheHouseNames) {
  Command command;
  command.argv = {"git", "ls-files"};
  command.directory = RACELAB_SOURCE_DIR;
  const absl::StatusOr<CommandResult> listed = RunCommand(command);
  if (!listed.ok() || !listed->Ok()) GTEST_SKIP() << "it is no clone, or git is missing";
  std::set<std::string> names;
  for (const absl::string_view path : absl::StrSplit(listed->out, '\n', absl::SkipEmpty())) {
    names.emplace(path.substr(0, path.find('/')));
  }
  EXPECT_THAT(names, testing::UnorderedElementsAreArray(kNames));
}

}  // namespace
}  // namespace racelab
