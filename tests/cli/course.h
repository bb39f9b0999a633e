// Course: a copy of tests/course in a temporary folder, and the program run on it.
#ifndef RACELAB_TESTS_CLI_COURSE_H_
#define RACELAB_TESTS_CLI_COURSE_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"

namespace racelab {

class CourseTest : public testing::Test {
 protected:
  CourseTest() {
    namespace fs = std::filesystem;
    const fs::path source = RACELAB_SOURCE_DIR;
    fs::copy(source / "tests/course", root(), fs::copy_options::recursive);
    fs::create_directory_symlink(source / "labs/kit", root() / "labs/kit");
    fs::create_directory_symlink(source / "checker", root() / "checker");
    setenv("RACELAB_ROOT", root().c_str(), 1);
    setenv("LC_ALL", "C", 1);
  }

  std::filesystem::path root() const { return folder_.path(); }
  std::filesystem::path lab() const { return root() / "labs/01_first"; }

  // The first token of a failure in what a command printed; "" when there is none.
  static std::string TokenIn(const std::string& text) {
    const size_t at = text.find("rl1-");
    return at == std::string::npos ? "" : text.substr(at, text.find_first_of(" \n", at) - at);
  }

  void Write(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }
  // The miniature lab only builds; after this its program runs too.
  void RunTheProgramToo() {
    std::string manifest = *ReadFile(lab() / "lab.toml");
    manifest.insert(manifest.find("[starter]"), "[[check]]\nkind = \"functional\"\npoints = 1\n\n");
    Write(lab() / "lab.toml", manifest);
  }
  // Makes the student's file right.
  void Solve() { Write(lab() / "first.cc", "#include \"first.h\"\nint First() { return 1; }\n"); }

  // A PATH with every program of this machine but those whose name has `part` in it.
  std::string PathWithout(const std::string& part) {
    namespace fs = std::filesystem;
    const fs::path bin = root() / ("bin without " + part);
    fs::create_directory(bin);
    std::error_code ignored;  // the first program of a name counts
    for (const absl::string_view folder : absl::StrSplit(std::getenv("PATH"), ':')) {
      for (const auto& entry : fs::directory_iterator(std::string(folder), ignored)) {
        const std::string name = entry.path().filename();
        if (name.find(part) == std::string::npos) {
          fs::create_symlink(entry.path(), bin / name, ignored);
        }
      }
    }
    return bin;
  }

  CommandResult Racelab(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), RACELAB_PROGRAM);
    Command command;
    command.argv = arguments;
    command.timeout = absl::Minutes(10);
    const absl::StatusOr<CommandResult> result = RunCommand(command);
    EXPECT_TRUE(result.ok()) << result.status();
    EXPECT_TRUE(!result.ok() || result->signal == 0) << "ended by signal " << result->signal;
    return result.ok() ? *result : CommandResult();
  }

 private:
  TempDir folder_ = *TempDir::Create("course");
};

}  // namespace racelab

#endif  // RACELAB_TESTS_CLI_COURSE_H_
