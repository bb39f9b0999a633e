// watch on a pseudo terminal: saves, every key, the list of labs, resizes, signals.
#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"
#include "tests/support/pty.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class WatchTest : public CourseTest {
 protected:
  void Git(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {"git", "-C", root(), "-c", "user.name=t", "-c", "user.email=t@example.org"});
    Command command;
    command.argv = arguments;
    const absl::StatusOr<CommandResult> result = RunCommand(command);
    ASSERT_TRUE(result.ok() && result->Ok()) << result->err;
  }
  void CommitStarters() {
    Git({"init", "-q"});
    Git({"add", "labs"});
    Git({"commit", "-q", "-m", "starter"});
  }
  // A lab that is as the first one, but for its number and title.
  void AddLab(const std::string& id, const std::string& title) {
    fs::copy(lab(), root() / "labs" / id);
    std::string manifest = *ReadFile(lab() / "lab.toml");
    manifest.replace(manifest.find("\"First\""), 7, absl::StrCat("\"", title, "\""));
    Write(root() / "labs" / id / "lab.toml", manifest);
  }
};

TEST_F(WatchTest, ChecksAgainAtEachSave) {
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("watching labs/01_first"));
  ASSERT_TRUE(watch.WaitFor("build failed")) << watch.screen();
  ASSERT_TRUE(watch.WaitFor("waiting for a save"));
  Write(lab() / "first.cc~", "#include \"first.h\"\nint First() { return 1; }\n");
  fs::rename(lab() / "first.cc~", lab() / "first.cc");  // as vim does
  ASSERT_TRUE(watch.WaitFor("Passed.")) << watch.screen();
  EXPECT_FALSE(watch.IsCooked());
  watch.Press("q");
  EXPECT_EQ(watch.Wait(), kExitPassed);
}

TEST_F(WatchTest, Keys) {
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("waiting for a save")) << watch.screen();
  watch.Press("h");
  EXPECT_TRUE(watch.WaitFor("Hint 1 of 4"));
  watch.Press("hhh");
  EXPECT_TRUE(watch.WaitFor("Hint 4 of 4"));
  EXPECT_TRUE(watch.WaitFor("that was the last hint"));
  watch.Press("l");
  EXPECT_TRUE(watch.WaitFor("failing"));
  watch.Press("q");  // only the list
  watch.Press("a");
  EXPECT_TRUE(watch.WaitFor("compile error"));
  watch.Press("n");
  EXPECT_TRUE(watch.WaitFor("no other lab is open"));
  watch.Press("?");
  EXPECT_TRUE(watch.WaitFor("Keys, without Enter"));
  watch.Press("c");
  EXPECT_TRUE(watch.WaitFor("checking again"));
  EXPECT_TRUE(watch.WaitFor("waiting for a save"));
  watch.Press("\033[A\033[3~\033OPr");  // arrow, delete and function keys are no keys
  EXPECT_TRUE(watch.WaitFor("[y/n]"));
  watch.Press("n");
  EXPECT_TRUE(watch.WaitFor("kept"));
  watch.Press("q");
  EXPECT_EQ(watch.Wait(), kExitPassed);
}

TEST_F(WatchTest, PutsTheStarterBackAndKeepsTheStudentsFile) {
  CommitStarters();
  const std::string starter = *ReadFile(lab() / "first.cc");
  Solve();
  const std::string own = *ReadFile(lab() / "first.cc");
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("Passed.")) << watch.screen();
  watch.Press("r");
  ASSERT_TRUE(watch.WaitFor("[y/n]"));
  watch.Press("y");
  EXPECT_TRUE(watch.WaitFor("the starter is back"));
  EXPECT_TRUE(watch.WaitFor("build failed")) << watch.screen();
  watch.Press("q");
  EXPECT_EQ(watch.Wait(), kExitPassed);
  EXPECT_EQ(*ReadFile(lab() / "first.cc"), starter);
  EXPECT_EQ(*ReadFile(lab() / "first.cc.before-reset"), own);
}

TEST_F(WatchTest, WithoutGitChangesNothing) {
  const std::string own = *ReadFile(lab() / "first.cc");
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("keys:"));
  watch.Press("r");
  ASSERT_TRUE(watch.WaitFor("[y/n]"));
  watch.Press("y");
  EXPECT_TRUE(watch.WaitFor("nothing was changed")) << watch.screen();
  EXPECT_EQ(*ReadFile(lab() / "first.cc"), own);
  watch.Press("q");
  EXPECT_EQ(watch.Wait(), kExitPassed);
}

TEST_F(WatchTest, GivesTheTerminalBackOnASignal) {
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("keys:"));
  watch.Press("?");
  ASSERT_TRUE(watch.WaitFor("keys:"));  // it reads keys by now
  EXPECT_FALSE(watch.IsCooked());
  kill(watch.process(), SIGTERM);
  EXPECT_EQ(watch.Wait(), kExitPassed);
  EXPECT_TRUE(watch.IsCooked());
}

TEST_F(WatchTest, TheFirstScreenSaysWhatToDo) {
  Pty watch({RACELAB_PROGRAM, "watch"});  // without a number: the first lab that is open
  EXPECT_TRUE(watch.WaitFor("Welcome to racelab")) << watch.screen();
  EXPECT_TRUE(watch.WaitFor("Read  labs/01_first/README.md"));
  EXPECT_TRUE(watch.WaitFor("Edit  labs/01_first/first.cc"));
  EXPECT_TRUE(watch.WaitFor("0 of 1 lab"));
  ASSERT_TRUE(watch.WaitFor("build failed")) << watch.screen();
  watch.Press("q");
  EXPECT_EQ(watch.Wait(), kExitPassed);
  Pty again({RACELAB_PROGRAM, "watch", "1"});  // a report was kept, so this is no first time
  ASSERT_TRUE(again.WaitFor("waiting for a save"));
  EXPECT_THAT(again.screen(), Not(HasSubstr("Welcome")));
}

TEST_F(WatchTest, APassMovesTheBarAndOpensTheNextLab) {
  AddLab("02_second", "Second");
  Solve();
  Pty watch({RACELAB_PROGRAM, "watch"});
  ASSERT_TRUE(watch.WaitFor("passed; n opens the next lab: Second")) << watch.screen();
  EXPECT_TRUE(watch.WaitFor("#>")) << watch.screen();
  EXPECT_TRUE(watch.WaitFor("1 of 2 labs")) << watch.screen();
  watch.Press("n");
  ASSERT_TRUE(watch.WaitFor("watching labs/02_second")) << watch.screen();
  EXPECT_TRUE(watch.WaitFor("waiting for a save of labs/02_second/first.cc")) << watch.screen();
  watch.Press("n");
  EXPECT_TRUE(watch.WaitFor("no other lab is open"));
}

TEST_F(WatchTest, TheListIsSearchedAndOpensALab) {
  AddLab("02_second", "Second");
  AddLab("03_third", "Third one");
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("waiting for a save"));
  watch.Press("l");
  ASSERT_TRUE(watch.WaitFor("Labs, 3 of 3")) << watch.screen();
  watch.Press("\033[B");
  ASSERT_TRUE(watch.WaitFor("> 02  ")) << watch.screen();
  watch.Press("/THIR");
  ASSERT_TRUE(watch.WaitFor("Labs, 1 of 3  search: THIR_")) << watch.screen();
  ASSERT_TRUE(watch.WaitFor("> 03  "));
  watch.Press("\177\177\177\177q");  // the letter, not the key
  ASSERT_TRUE(watch.WaitFor("no lab has that")) << watch.screen();
  watch.Press("\033");
  ASSERT_TRUE(watch.WaitFor("Labs, 3 of 3")) << watch.screen();
  watch.Press("/third one\n");
  ASSERT_TRUE(watch.WaitFor("search: third one\r\n")) << watch.screen();
  watch.Press("\n");
  EXPECT_TRUE(watch.WaitFor("watching labs/03_third")) << watch.screen();
  watch.Press("q");
  EXPECT_EQ(watch.Wait(), kExitPassed);
}

TEST_F(WatchTest, TheListPutsTheStarterOfAnotherLabBack) {
  AddLab("02_second", "Second");
  CommitStarters();
  const std::string own = "int First();\nint First() { return 1; }\n";
  Write(root() / "labs/02_second/first.cc", own);
  ASSERT_EQ(Racelab({"check", "2"}).code, kExitPassed);
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("1 of 2 labs"));
  watch.Press("lGr");
  ASSERT_TRUE(watch.WaitFor("starter of 02_second back?")) << watch.screen();
  watch.Press("y");
  ASSERT_TRUE(watch.WaitFor("the starter is back")) << watch.screen();
  EXPECT_TRUE(watch.WaitFor("0 of 2 labs")) << watch.screen();
  watch.Press("qq");
  EXPECT_EQ(watch.Wait(), kExitPassed);
  EXPECT_EQ(*ReadFile(root() / "labs/02_second/first.cc"), *ReadFile(lab() / "first.cc"));
  EXPECT_EQ(*ReadFile(root() / "labs/02_second/first.cc.before-reset"), own);
}

TEST_F(WatchTest, OpensThePageInTheBrowser) {
  const fs::path opened = root() / "opened";
  Write(root() / "browser", absl::StrCat("#!/bin/sh\nprintf %s \"$1\" >'", opened.string(), "'\n"));
  fs::permissions(root() / "browser", fs::perms::owner_all);
  setenv("BROWSER", (root() / "browser").c_str(), 1);
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  unsetenv("BROWSER");
  ASSERT_TRUE(watch.WaitFor("waiting for a save")) << watch.screen();
  watch.Press("o");
  EXPECT_TRUE(watch.WaitFor("opened ")) << watch.screen();
  const fs::path page = root() / ".racelab/01_first.html";
  while (!fs::exists(opened) || ReadFile(opened)->empty()) usleep(10'000);  // nobody's child
  EXPECT_EQ(*ReadFile(opened), page);
  EXPECT_THAT(*ReadFile(page), HasSubstr("int First() { return one; }"));
}

TEST_F(WatchTest, FollowsTheSizeOfTheTerminal) {
  setenv("NO_COLOR", "1", 1);
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  unsetenv("NO_COLOR");
  ASSERT_TRUE(watch.WaitFor("waiting for a save"));
  ASSERT_TRUE(watch.WaitFor("keys:"));
  watch.Resize(24, 50);
  ASSERT_TRUE(watch.WaitFor(absl::StrCat("[>", std::string(25, '-'), "] 0 of 1 lab")))
      << watch.screen();
  watch.Resize(24, 90);
  ASSERT_TRUE(watch.WaitFor(absl::StrCat("[>", std::string(59, '-'), "] 0 of 1 lab")))
      << watch.screen();
}

}  // namespace
}  // namespace racelab
