// Control groups: found and limited in a pretended /sys/fs/cgroup, ended in a real one.
#include "checker/sandbox/control_group.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "checker/base/files.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class ControlGroupTest : public ::testing::Test {
 protected:
  // A group as the kernel shows it, with what it gives to groups below.
  void AddGroup(const fs::path& group, const std::string& given) {
    fs::create_directories(mount() / group);
    for (const auto& [file, text] :
         {std::pair("cgroup.controllers", "cpu memory pids\n"),
          std::pair("cgroup.subtree_control", given.c_str()), std::pair("cgroup.procs", "")}) {
      ASSERT_TRUE(WriteFile(mount() / group / file, text).ok());
    }
  }
  fs::path mount() const { return folder_.path(); }

 private:
  const TempDir folder_ = TempDir::Create("cgroup").value();
};

TEST_F(ControlGroupTest, TheNearestGroupThatGivesLimitsIsTaken) {
  AddGroup("", "memory pids\n");
  AddGroup("user.slice", "cpu memory pids\n");
  AddGroup("user.slice/own.scope", "\n");
  EXPECT_EQ(*FindControlGroups(mount(), "1:name=systemd:/x\n0::/user.slice/own.scope\n"),
            mount() / "user.slice");
  AddGroup("user.slice", "memory\n");
  EXPECT_EQ(*FindControlGroups(mount(), "0::/user.slice/own.scope\n"), mount());
}

TEST_F(ControlGroupTest, WithoutOneItIsSaidWhy) {
  EXPECT_THAT(std::string(FindControlGroups(mount(), "0::/\n").status().message()),
              HasSubstr("no control groups of version 2"));
  AddGroup("", "\n");
  for (const char* own : {"0::/\n", "4:pids:/\n"}) {
    EXPECT_THAT(std::string(FindControlGroups(mount(), own).status().message()),
                HasSubstr("limits memory and tasks"));
  }
}

TEST_F(ControlGroupTest, LimitsAndMovesItsProcesses) {
  AddGroup("", "memory pids\n");
  const absl::StatusOr<ControlGroup> group = ControlGroup::Make(mount(), 12, 1 << 20);
  ASSERT_TRUE(group.ok()) << group.status();
  EXPECT_EQ(*ReadFile(group->path() / "pids.max"), "12");
  EXPECT_EQ(*ReadFile(group->path() / "memory.max"), "1048576");
  EXPECT_TRUE(EnterControlGroup(group->path()));
  EXPECT_EQ(*ReadFile(group->path() / "cgroup.procs"), "0");
  EXPECT_FALSE(ControlGroup::Make(mount() / "none", 12, 1 << 20).ok());
}

TEST_F(ControlGroupTest, TellsOfProcessesThatHadTooMuchMemory) {
  ASSERT_TRUE(WriteFile(mount() / "memory.events", "oom 2\noom_kill 3\n").ok());
  EXPECT_EQ(KilledForMemory(mount()), 3);
  EXPECT_EQ(KilledForMemory(""), 0);
}

TEST(RealControlGroup, EndsWhatIsInIt) {
  fs::path group;
  for (const char* mount : {"/sys/fs/cgroup", "/sys/fs/cgroup/unified"}) {
    const fs::path inside = fs::path(mount) / ("racelab-test-" + std::to_string(getpid()));
    if (access((fs::path(mount) / "cgroup.procs").c_str(), W_OK) == 0 &&
        fs::exists(fs::path(mount) / "cgroup.controllers")) {
      std::error_code error;
      if (fs::create_directory(inside, error)) group = inside;
    }
  }
  if (group.empty()) GTEST_SKIP() << "no control group of version 2 may be made here";
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {
    const char entered = EnterControlGroup(group) ? 'y' : 'n';
    setsid();
    (void)!write(ready[1], &entered, 1);
    for (;;) pause();
  }
  char entered = 0;
  ASSERT_EQ(read(ready[0], &entered, 1), 1);
  EXPECT_EQ(entered, 'y');
  EndControlGroup(group);
  if (entered != 'y') kill(child, SIGKILL);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  EXPECT_EQ(rmdir(group.c_str()), 0);
}

}  // namespace
}  // namespace racelab
