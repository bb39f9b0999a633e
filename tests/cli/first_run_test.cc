// A newcomer goes from `git clone` to the first lab that passes, and does only what stands on the
// screen. That ./racelab builds itself is the wrapper's test; here it finds the program built.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/cli/exit_code.h"
#include "tests/support/pty.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class FirstRun : public testing::Test {
 protected:
  // In the clone, through a shell, as a person types it.
  CommandResult Type(const std::string& line) {
    Command command;
    command.argv = {"bash", "-c", line};
    command.directory = clone().string();
    command.timeout = absl::Minutes(10);
    const absl::StatusOr<CommandResult> result = RunCommand(command);
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? *result : CommandResult();
  }

  // What is committed, and over it what is not committed yet.
  bool Clone() {
    std::ofstream(home_.path() / ".gitconfig") << "[safe]\n\tdirectory = *\n";
    fs::create_directory(clone());
    return Type(absl::StrCat(
                    "export HOME='", home_.path().string(), "' && source='", RACELAB_SOURCE_DIR,
                    "' && git clone --quiet \"$source\" . && cd \"$source\" && ",
                    "{ git diff -z --name-only --diff-filter=d HEAD; "
                    "git ls-files -z --others --exclude-standard; } | "
                    "xargs -0 --no-run-if-empty cp --parents --target-directory=\"$OLDPWD\""))
        .Ok();
  }

  void PretendToBuild() {
    const fs::path build = clone() / "build/release";
    fs::create_directories(build / "checker/cli");
    fs::create_symlink(RACELAB_PROGRAM, build / "checker/cli/racelab");
    std::ofstream(build / "place") << fs::canonical(clone()).string() << "\n";
    std::ofstream(build / "done") << "";
  }

  fs::path clone() const { return home_.path() / "racelab"; }

 private:
  const TempDir home_ = *TempDir::Create("first_run");
};

// What `pattern` has in its parentheses, where it first stands on the screen.
std::string Read(const std::string& screen, const std::string& pattern) {
  std::smatch match;
  if (std::regex_search(screen, match, std::regex(pattern))) return match[1];
  ADD_FAILURE() << "nothing says " << pattern << " in:\n" << screen;
  return "";
}

// "./racelab hint 1", where the screen offers it.
std::string Offered(const std::string& screen, const std::string& command) {
  return Read(screen, "\n  (\\./racelab " + command + "[^ \n]*( [^ \n]+)?)");
}

TEST_F(FirstRun, FromTheCloneToTheFirstLabThatPasses) {
  if (!Clone()) GTEST_SKIP() << "the sources are no git repository, so there is nothing to clone";
  PretendToBuild();
  const CommandResult start = Type("./racelab");
  ASSERT_EQ(start.code, kExitPassed) << start.err;

  // The first command that is offered grades a lab, which fails, and says what to edit.
  const CommandResult check = Type(Offered(start.out, ""));
  ASSERT_EQ(check.code, kExitFailed) << check.out << check.err;
  const fs::path file = clone() / Read(check.out, "Edit (labs/\\S+)");
  ASSERT_TRUE(fs::exists(file)) << file;
  const std::string wrong_line = Read(check.out, "\n +(\\w+\\+\\+;)\n");

  std::string hint = Type(Offered(check.out, "hint")).out;
  for (int i = 0; i < 10 && hint.find("the last one") == std::string::npos; ++i) {
    hint = Type(Read(hint, "One more: (.*)")).out;
  }
  const std::string variable = Read(hint, "(std::atomic<long> \\w+ = 0;)");
  const std::string include = Read(hint, "(#include <atomic>)");
  const std::string right_line = Read(hint, "(\\w+\\.fetch_add\\(1\\);)");

  Pty watch({"/bin/bash", "-c",
             absl::StrCat("cd '", clone().string(), "' && ", Offered(check.out, "watch"))});
  ASSERT_TRUE(watch.WaitFor("waiting for a save of labs/")) << watch.screen();
  const std::string text = *ReadFile(file);
  const std::string repaired = absl::StrReplaceAll(
      text, {{wrong_line, right_line}, {Read(text, "(long \\w+ = 0;)"), variable}});
  ASSERT_TRUE(WriteFile(file, absl::StrCat(include, "\n", repaired)).ok());
  ASSERT_TRUE(watch.WaitFor("Passed.")) << watch.screen();
  EXPECT_TRUE(watch.WaitFor("n opens the next lab")) << watch.screen();
  EXPECT_TRUE(watch.WaitFor("] 1 of ")) << watch.screen();
  watch.Press("q");
  EXPECT_EQ(watch.Wait(), kExitPassed);
  EXPECT_THAT(Type(Offered(start.out, "list")).out, HasSubstr("passed        10/10"));
}

}  // namespace
}  // namespace racelab
