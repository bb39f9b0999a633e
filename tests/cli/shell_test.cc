// Completion as shells do it, the manual page as man shows it, and what editors read.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "absl/strings/str_cat.h"
#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"
#include "tests/support/pty.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::json;

class ShellTest : public CourseTest {
 protected:
  // The completion script of a shell, in a file.
  std::string Script(const std::string& shell) {
    const CommandResult made = Racelab({"completion", shell});
    EXPECT_EQ(made.code, kExitPassed) << made.err;
    const std::string file = root() / ("racelab." + shell);
    Write(file, made.out);
    return file;
  }

  CommandResult Run(std::vector<std::string> argv, const std::string& input = "") {
    Command command;
    command.argv = std::move(argv);
    command.directory = root().string();
    command.input = input;
    const absl::StatusOr<CommandResult> result = RunCommand(command);
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? *result : CommandResult();
  }
};

// In an interactive shell, keys and all: what is completed is given to a function that prints it.
class Typed {
 public:
  Typed(std::vector<std::string> shell, const std::string& setup) : shell_(std::move(shell)) {
    shell_.Press(absl::StrCat("PS1='% '; racelab() { printf '<%s>' \"$@\"; echo; }; ", setup,
                              "; echo rea''dy\n"));
    EXPECT_TRUE(shell_.WaitFor("ready\r\n")) << shell_.screen();
  }
  // Whether these keys and Enter call racelab with these words.
  bool Gives(const std::string& keys, const std::string& words) {
    shell_.Press(absl::StrCat(keys, "\n"));
    return shell_.WaitFor(words + "\r\n");
  }
  const std::string& screen() const { return shell_.screen(); }

 private:
  Pty shell_;
};

TEST_F(ShellTest, BashCompletesCommandsOptionsAndValues) {
  Typed bash({"/bin/bash", "--norc", "--noprofile", "-i"},
             absl::StrCat("cd '", root().string(), "'; source '", Script("bash"), "'"));
  const struct {
    const char *keys, *words;
  } kCases[] = {
      {"racelab che\t", "<check>"},
      {"racelab wa\tfi\t", "<watch><first>"},
      {"racelab check 01\t --rep\tjs\t", "<check><01_first><--report><json>"},
      {"racelab check 1 --report=sar\t", "<check><1><--report=sarif>"},
      {"racelab check 1 --report json=racelab.b\t", "<check><1><--report><json=racelab.bash>"},
      {"racelab explore ./racelab.b\t", "<explore><./racelab.bash>"},
      {"racelab explore 1 --strategy dp\t", "<explore><1><--strategy><dpor>"},
      {"racelab check 1\t --submission la\t01\t", "<check><1><--submission><labs/01_first/>"},
      {"racelab demo proc\t", "<demo><processes>"},
      {"racelab grade-class x --engine sl\t", "<grade-class><x><--engine><slurm>"},
      {"racelab help hi\t", "<help><hint>"},
      {"racelab completion f\t", "<completion><fish>"}};
  for (const auto& typed : kCases) {
    ASSERT_TRUE(bash.Gives(typed.keys, typed.words)) << typed.keys << "\n" << bash.screen();
  }
}

TEST_F(ShellTest, ZshCompletes) {
  const std::string zsh = FindInPath("zsh");
  if (zsh.empty()) GTEST_SKIP() << "zsh is not installed";
  Typed typed({zsh, "-f", "-i"},
              absl::StrCat("cd '", root().string(), "'; autoload -U compinit; compinit -D -u; ",
                           "source '", Script("zsh"), "'"));
  EXPECT_TRUE(typed.Gives("racelab che\t", "<check>")) << typed.screen();
  EXPECT_TRUE(typed.Gives("racelab watch fi\t", "<watch><first>")) << typed.screen();
  EXPECT_TRUE(typed.Gives("racelab check 1 --report js\t", "<check><1><--report><json>"))
      << typed.screen();
}

TEST_F(ShellTest, FishCompletes) {
  const std::string fish = FindInPath("fish");
  if (fish.empty()) GTEST_SKIP() << "fish is not installed";
  const auto complete = [&](const std::string& line) {
    return Run({fish, "-c",
                absl::StrCat("source '", Script("fish"), "'; complete -C '", line, "'")})
        .out;
  };
  EXPECT_THAT(complete("racelab chec"), HasSubstr("check\tgrade one lab"));
  EXPECT_THAT(complete("racelab watch fi"), HasSubstr("first"));
  EXPECT_THAT(complete("racelab check 1 --report js"), HasSubstr("json"));
  EXPECT_THAT(complete("racelab check --sub"), HasSubstr("--submission"));
}

TEST_F(ShellTest, TheManualPageHasNoWarning) {
  const CommandResult page = Racelab({"man"});
  ASSERT_EQ(page.code, kExitPassed);
  Write(root() / "racelab.1", page.out);
  const std::string file = root() / "racelab.1";
  if (!FindInPath("mandoc").empty()) {
    EXPECT_THAT(Run({"mandoc", "-T", "lint", "-W", "error", file}).out, IsEmpty());
  }
  if (FindInPath("man").empty() || FindInPath("groff").empty()) {
    GTEST_SKIP() << "man and groff are not installed";
  }
  const CommandResult shown = Run({"man", "--warnings", "-l", file});
  EXPECT_THAT(shown.err, IsEmpty());
  EXPECT_THAT(shown.out, AllOf(HasSubstr("racelab check LAB"), HasSubstr("--submission DIR"),
                               HasSubstr("EXIT STATUS")));
}

TEST_F(ShellTest, EveryCompileCommandCompiles) {
  Solve();
  const std::string file = root() / "compile_commands.json";
  EXPECT_THAT(Racelab({"compile-commands"}).out, HasSubstr(file));
  const Json entries = Json::parse(*ReadFile(file));
  ASSERT_EQ(entries.size(), 2u);
  std::vector<std::string> files;
  for (const Json& entry : entries) {
    files.push_back(entry.at("file"));
    Command command;
    command.argv = entry.at("arguments").get<std::vector<std::string>>();
    command.argv.push_back("-fsyntax-only");
    command.directory = entry.at("directory");
    const absl::StatusOr<CommandResult> compiled = RunCommand(command);
    ASSERT_TRUE(compiled.ok());
    EXPECT_EQ(compiled->code, 0) << compiled->err;
  }
  EXPECT_THAT(files, ElementsAre("first.cc", "lab_test.cc"));
}

TEST_F(ShellTest, TheEditorsProblemMatcherReadsWhatCheckWrites) {
  const Json tasks = Json::parse(*ReadFile(RACELAB_SOURCE_DIR "/.vscode/tasks.json")).at("tasks");
  const Json& task = tasks.at(0);
  std::vector<std::string> arguments;
  for (std::string word : task.at("args")) {
    arguments.push_back(word == "${fileDirnameBasename}" ? "01_first" : word);
  }
  const CommandResult check = Racelab(arguments);
  EXPECT_EQ(check.code, kExitFailed) << check.err;
  const Json& pattern = task.at("problemMatcher").at("pattern");
  const std::regex expression(pattern.at("regexp").get<std::string>());
  std::vector<std::string> problems;
  for (const absl::string_view line : absl::StrSplit(check.out, '\n')) {
    std::cmatch match;
    if (!std::regex_match(line.begin(), line.end(), match, expression)) continue;
    problems.push_back(absl::StrCat(match.str(pattern.at("file")), "|",
                                    match.str(pattern.at("line")), "|",
                                    match.str(pattern.at("severity"))));
    EXPECT_THAT(match.str(pattern.at("message")), HasSubstr("undeclared identifier 'one'"));
  }
  EXPECT_THAT(problems, ElementsAre("labs/01_first/first.cc|4|error")) << check.out;
  Solve();
  const CommandResult passed = Racelab(arguments);
  EXPECT_EQ(passed.code, kExitPassed);
  EXPECT_THAT(passed.out, Not(HasSubstr(": error:")));
}

TEST_F(ShellTest, TheDevelopmentContainerIsJsonAndNamesCommandsOfOurs) {
  const Json container =
      Json::parse(*ReadFile(RACELAB_SOURCE_DIR "/.devcontainer/devcontainer.json"));
  const std::string made = container.at("postCreateCommand");
  EXPECT_THAT(made,
              AllOf(HasSubstr("./racelab --yes doctor"), HasSubstr("./racelab compile-commands")));
}

}  // namespace
}  // namespace racelab
