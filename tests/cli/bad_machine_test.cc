// A machine that lacks something, or is full: a clear message, code 3, and never an accusation.
#include <gmock/gmock.h>

#include "absl/strings/str_replace.h"
#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class BadMachineTest : public CourseTest {
 protected:
  void SetUp() override {
    RunTheProgramToo();
    Solve();
  }
};

TEST_F(BadMachineTest, WithoutAnyCompiler) {
  const std::string path = std::getenv("PATH");
  setenv("PATH", PathWithout("++").c_str(), 1);
  const CommandResult check = Racelab({"check", "1"});
  EXPECT_EQ(check.code, kExitInconclusive);
  EXPECT_THAT(check.out, IsEmpty());
  EXPECT_THAT(check.err, AllOf(StartsWith("racelab: no C++ compiler here"), HasSubstr("install")));
  EXPECT_EQ(Racelab({"doctor"}).code, kExitInconclusive);
  setenv("PATH", path.c_str(), 1);
}

TEST_F(BadMachineTest, WithoutTheLabs) {
  fs::remove_all(root() / "labs");
  for (const char* command : {"check", "hint", "verify"}) {
    const CommandResult result = Racelab({command, "1"});
    EXPECT_EQ(result.code, kExitUsage);
    EXPECT_THAT(result.err, AllOf(StartsWith("racelab: "), HasSubstr("labs/kit")));
  }
  fs::create_directories(root() / "labs/kit");  // a folder without a lab in it
  EXPECT_EQ(Racelab({"check", "1"}).code, kExitUsage);
  EXPECT_THAT(Racelab({"list"}).err, HasSubstr("there are no labs here"));
}

// Some service managers start programs so; exit statuses of children are then lost.
TEST_F(BadMachineTest, WithAnIgnoredSignalOfChildren) {
  Command command;
  command.argv = {"env", "--ignore-signal=CHLD", RACELAB_PROGRAM, "check", "1"};
  const CommandResult check = *RunCommand(command);
  EXPECT_EQ(check.code, kExitPassed) << check.out << check.err;
}

// Most students are no root, most containers are.
TEST_F(BadMachineTest, WithoutBeingRoot) {
  Command command;
  if (geteuid() == 0) {
    command.argv = {"setpriv",
                    "--reuid=65534",
                    "--regid=65534",
                    "--clear-groups",
                    "env",
                    "TMPDIR=" + (root() / "tmp").string(),
                    "RACELAB_CACHE=" + (root() / "cache").string()};
    for (const char* folder : {"tmp", "cache"}) {
      fs::create_directory(root() / folder);
      fs::permissions(root() / folder, fs::perms::all);
    }
    Command probe = command;
    probe.argv.insert(probe.argv.end(), {"test", "-x", RACELAB_PROGRAM});
    if (!RunCommand(probe)->Ok()) GTEST_SKIP() << "other users cannot reach " << RACELAB_PROGRAM;
  }
  command.argv.insert(command.argv.end(), {RACELAB_PROGRAM, "check", "1"});
  const CommandResult check = *RunCommand(command);
  EXPECT_EQ(check.code, kExitPassed) << check.out << check.err;
}

// Who asks for a layer gets no grade without it; who does not is told what there is.
TEST_F(BadMachineTest, WithoutARequiredLayerOfIsolation) {
  Write(root() / "class/ada/01_first/first.cc", *ReadFile(lab() / "first.cc") + "// mine\n");
  const std::string path = std::getenv("PATH");
  setenv("PATH", PathWithout("bwrap").c_str(), 1);
  for (std::vector<std::string> command : std::vector<std::vector<std::string>>{
           {"check", "1"},
           {"grade", root() / "class/ada"},
           {"grade-class", root() / "class", "--out", root() / "out"}}) {
    EXPECT_EQ(Racelab(command).code, kExitPassed);
    fs::remove_all(root() / "out");
    command.insert(command.end(), {"--require-isolation", "rlimits,namespaces"});
    const CommandResult strict = Racelab(command);
    EXPECT_EQ(strict.code, kExitInconclusive) << command[0];
    EXPECT_THAT(strict.out, IsEmpty());
    EXPECT_THAT(strict.err, HasSubstr("\n  namespaces: bwrap is not installed\n"
                                      "    -> apt-get install bubblewrap\n"));
    EXPECT_THAT(strict.err, testing::Not(HasSubstr("rlimits")));
    EXPECT_FALSE(fs::exists(root() / "out"));
    command.back() = "rlimits,no-new-privs";
    EXPECT_EQ(Racelab(command).code, kExitPassed) << command[0];
    command.back() = "rlimits,jail";
    const CommandResult unknown = Racelab(command);
    EXPECT_EQ(unknown.code, kExitUsage);
    EXPECT_THAT(unknown.err, HasSubstr("'jail'; there are: all, namespaces, uid, landlock"));
  }
  setenv("PATH", path.c_str(), 1);
}

// racelab on a disk of its own, mounted over `folder` where only racelab sees it.
class FullDiskTest : public BadMachineTest {
 protected:
  void SetUp() override {
    BadMachineTest::SetUp();
    const CommandResult probe = OnDisk("size=1m", root() / "labs", {"true"});
    if (!probe.Ok()) GTEST_SKIP() << "no mount namespace here, so no full disk: " << probe.err;
  }

  static CommandResult OnDisk(const std::string& options, const fs::path& folder,
                              const std::vector<std::string>& program) {
    Command command;
    command.argv = {
        "unshare", "--mount", "--map-root-user",
        "bash",    "-c",      "mount -t tmpfs -o \"$1\" tmpfs \"$2\" && shift 2 && exec \"$@\"",
        "bash",    options,   folder};
    if (geteuid() == 0) command.argv.erase(command.argv.begin() + 2);
    command.argv.insert(command.argv.end(), program.begin(), program.end());
    const absl::StatusOr<CommandResult> result = RunCommand(command);
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? *result : CommandResult{.code = -1};
  }

  // Checks the right answer with `variable` pointing to smaller and bigger disks.
  void CheckOnDisks(const char* variable, const std::vector<const char*>& sizes) {
    const fs::path disk = root() / "disk";
    fs::create_directory(disk);
    setenv(variable, disk.c_str(), 1);
    for (const char* size : sizes) {
      const CommandResult check =
          OnDisk(std::string("size=") + size, disk, {RACELAB_PROGRAM, "check", "1"});
      codes_.push_back(check.code);
      EXPECT_THAT(check.code, AnyOf(kExitPassed, kExitInconclusive)) << size << check.out;
      if (check.code == kExitPassed) continue;
      std::string text = check.out + check.err;
      text = absl::StrReplaceAll(text, {{"\n  ", " "}});  // reports are wrapped
      EXPECT_THAT(text, AnyOf(HasSubstr("space"), HasSubstr("is the disk full"))) << size;
    }
    unsetenv(variable);
  }

  std::vector<int> codes_;
};

TEST_F(FullDiskTest, OfTemporaryFiles) {
  ASSERT_EQ(Racelab({"check", "1"}).code, kExitPassed);  // all that is compiled is in the cache
  CheckOnDisks("TMPDIR", {"4k", "16k", "64k", "256k", "1m", "4m", "16m", "64m"});
  EXPECT_EQ(codes_.front(), kExitInconclusive);
  EXPECT_EQ(codes_.back(), kExitPassed);
}

TEST_F(FullDiskTest, OfTheBuildCache) {
  CheckOnDisks("RACELAB_CACHE", {"4k", "1m"});
  EXPECT_THAT(codes_, testing::Each(kExitInconclusive));
}

TEST_F(FullDiskTest, OfTheStateAndOfTheReport) {
  const fs::path disk = root() / ".racelab";
  fs::create_directory(disk);
  const std::string no_file = "nr_inodes=1";
  const CommandResult state = OnDisk(no_file, disk, {RACELAB_PROGRAM, "check", "1"});
  EXPECT_EQ(state.code, kExitPassed) << state.out << state.err;
  EXPECT_THAT(state.err, HasSubstr("`list` and `hint` will not know"));
  const CommandResult report = OnDisk(
      no_file, disk, {RACELAB_PROGRAM, "check", "1", "--report", "json=" + disk.string() + "/x"});
  EXPECT_EQ(report.code, kExitInconclusive);
  EXPECT_THAT(report.err, AllOf(HasSubstr("No space left"), HasSubstr("4 of 4 points. Passed.")));
}

}  // namespace
}  // namespace racelab
