// The wrapper ./racelab: sets up, builds when it must, hands over. With stand-ins for cmake and
// apt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "checker/base/files.h"
#include "checker/base/subprocess.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Builds a "checker" that prints how it was called; fails while the file `broken` exists, and, as
// the real one, in a folder that was made for another tree.
constexpr char kCmake[] = R"sh(#!/usr/bin/env bash
echo "cmake $*" >>"$CALLS"
if [[ $1 == -S ]]; then
  [[ ! -e "$4/CMakeCache.txt" || $(<"$4/CMakeCache.txt") == "$2" ]] || exit 1
  echo "$2" >"$4/CMakeCache.txt"
  exit 0
fi
if [[ -e "$TREE/broken" ]]; then echo 'error: expected a semicolon'; exit 1; fi
mkdir -p "$2/checker/cli"
printf '#!/usr/bin/env bash\necho "root=$RACELAB_ROOT"; echo "here=$PWD"; printf "[%%s]" "$@"\nexit 7\n' \
  >"$2/checker/cli/racelab"
chmod +x "$2/checker/cli/racelab"
)sh";

// "Installs" gadget by making it appear in PATH; fails with the text of the file `apt_error`.
constexpr char kAptGet[] = R"sh(#!/usr/bin/env bash
echo "apt-get $*" >>"$CALLS"
if [[ -e "$TREE/apt_error" ]]; then cat "$TREE/apt_error" >&2; exit 100; fi
[[ " $* " != *' install '* ]] || ln -sf "$(command -v true)" "${0%/*}/gadget"
)sh";

constexpr char kEcho[] = "#!/usr/bin/env bash\necho \"${0##*/} $*\"\n";
constexpr char kSudo[] = "#!/usr/bin/env bash\nexec \"$@\"\n";
constexpr char kAptCache[] = R"sh(#!/usr/bin/env bash
case "$1 $2" in
  'policy gadget-tools') [[ ! -e "$TREE/unknown" ]] && echo '  Candidate: 1.0' || echo '  Candidate: (none)' ;;
  pkgnames*) printf '%s\n' clang-9 clang-19 libclang-rt-19-dev ;;
esac
)sh";

class Wrapper : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path source = RACELAB_SOURCE_DIR;
    for (const char* folder : {"checker/cli", "cmake", "labs/01_x"}) {
      fs::create_directories(tree_ / folder);
    }
    fs::copy(source / "racelab", tree_ / "racelab");
    fs::copy(source / "cmake/install.sh", tree_ / "cmake/install.sh");
    Write("CMakeLists.txt", "");
    Write("cmake/packages.txt", "always  ctest  cmake  builds it\n");
    fs::create_directories(bin_);
    for (const char* tool :
         {"bash", "env",   "readlink", "find",  "mkdir", "touch", "mv",   "rm",    "tee", "tail",
          "cat",  "flock", "grep",     "nproc", "sed",   "sort",  "uniq", "chmod", "ln",  "true"}) {
      fs::create_symlink(FindInPath(tool), bin_ / tool);
    }
    Tool("cmake", kCmake);
    Tool("ctest", kEcho);
    Tool("apt-get", kAptGet);
    Tool("apt-cache", kAptCache);
    Tool("sudo", kSudo);
  }

  void Write(const std::string& file, const std::string& text) {
    std::ofstream(tree_ / file) << text;
  }

  void Tool(const std::string& name, const std::string& text) {
    std::ofstream(bin_ / name) << text;
    fs::permissions(bin_ / name, fs::perms::owner_all);
  }

  // Needs a program that is not there, besides what is.
  void NeedGadget(const std::string& when) {
    Write("cmake/packages.txt", "# comment\n" + when + "  gadget  gadget-tools  turns the wheel\n");
  }

  CommandResult Call(std::vector<std::string> arguments, std::string program = "",
                     std::string directory = "/") {
    if (program.empty()) program = (tree_ / "racelab").string();
    arguments.insert(arguments.begin(), program);
    Command command;
    command.argv = std::move(arguments);
    command.directory = std::move(directory);
    command.environment = {
        {"PATH=" + bin_.string(), "CALLS=" + calls_.string(), "TREE=" + tree_.string()}};
    absl::StatusOr<CommandResult> result = RunCommand(command);
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? *result : CommandResult{};
  }

  int Builds() const {
    std::ifstream calls(calls_);
    int builds = 0;
    for (std::string line; std::getline(calls, line);) builds += line.starts_with("cmake --build");
    return builds;
  }

  std::string Calls() const {
    std::stringstream text;
    text << std::ifstream(calls_).rdbuf();
    return text.str();
  }

  const TempDir temp_ = *TempDir::Create("wrapper test ");  // a space in every path
  const fs::path tree_ = temp_.path() / "my tree";
  const fs::path bin_ = temp_.path() / "bin";
  const fs::path calls_ = temp_.path() / "calls";
};

TEST_F(Wrapper, BuildsOnceAndHandsEverythingOver) {
  const CommandResult first = Call({"check", "a b", "", "--quick"});
  EXPECT_EQ(first.code, 7);
  EXPECT_EQ(first.out, "root=" + tree_.string() + "\nhere=/\n[check][a b][][--quick]");
  EXPECT_THAT(first.err, HasSubstr("building the checker"));
  const CommandResult second = Call({"list"});
  EXPECT_EQ(second.err, "");
  EXPECT_EQ(Builds(), 1);
}

// The newest one, and only where it can compile; also right after an installation.
TEST_F(Wrapper, BuildsWithClangWhereItWorks) {
  Tool("clang++-9", "#!/usr/bin/env bash\n");
  Tool("clang++-19", "#!/usr/bin/env bash\nexec cat >/dev/null\n");
  Tool("clang++-tidy", "#!/usr/bin/env bash\nexit 1\n");
  NeedGadget("always");
  EXPECT_EQ(Call({"check", "--yes", "1"}).code, 7);
  EXPECT_THAT(Calls(), HasSubstr(" -DCMAKE_CXX_COMPILER=clang++-19\n"));
}

TEST_F(Wrapper, BuildsWithoutClangWhereItHasNoHeaders) {
  Tool("clang++-19", "#!/usr/bin/env bash\nexit 1\n");
  EXPECT_EQ(Call({"check", "1"}).code, 7);
  EXPECT_THAT(Calls(), Not(HasSubstr("CMAKE_CXX_COMPILER")));
}

TEST_F(Wrapper, WorksThroughALinkAndARelativePath) {
  fs::create_symlink(tree_ / "racelab", bin_ / "link");
  EXPECT_THAT(Call({}, (bin_ / "link").string()).out, HasSubstr("root=" + tree_.string() + "\n"));
  const CommandResult relative = Call({}, "../racelab", (tree_ / "labs").string());
  EXPECT_EQ(relative.out,
            "root=" + tree_.string() + "\nhere=" + (tree_ / "labs").string() + "\n[]");
}

TEST_F(Wrapper, BuildsAgainOnlyWhenSourcesOfTheCheckerChange) {
  Write("checker/cli/main.cc", "");
  Write("labs/01_x/x.cc", "");
  Call({});
  const auto later = fs::file_time_type::clock::now() + std::chrono::hours(1);
  fs::last_write_time(tree_ / "labs/01_x/x.cc", later);
  Call({});
  EXPECT_EQ(Builds(), 1) << "an edited lab must not build the checker";
  for (const char* source : {"checker/cli/main.cc", "cmake/packages.txt", "CMakeLists.txt"}) {
    const int before = Builds();
    fs::last_write_time(tree_ / source, later);
    Call({});
    EXPECT_EQ(Builds(), before + 1) << source;
    fs::last_write_time(tree_ / source, fs::file_time_type::clock::now() - std::chrono::hours(1));
  }
}

TEST_F(Wrapper, BuildsAgainAfterTheTreeWasMoved) {
  Call({});
  const fs::path moved = temp_.path() / "moved";
  fs::rename(tree_, moved);
  EXPECT_THAT(Call({}, (moved / "racelab").string()).out, HasSubstr("root=" + moved.string()));
  EXPECT_EQ(Builds(), 2);
}

TEST_F(Wrapper, TwoCallsAtOnceBuildOnce) {
  CommandResult other;
  std::thread thread([&] { other = Call({"one"}); });
  const CommandResult result = Call({"two"});
  thread.join();
  EXPECT_THAT(result.out, HasSubstr("[two]"));
  EXPECT_THAT(other.out, HasSubstr("[one]"));
  EXPECT_EQ(Builds(), 1);
}

TEST_F(Wrapper, AFailedBuildShowsTheEndOfTheLogAndIsTriedAgain) {
  Call({});
  Write("checker/cli/new.cc", "");
  Write("broken", "");
  for (int i = 0; i < 2; ++i) {
    const CommandResult failed = Call({"check", "1"});
    EXPECT_EQ(failed.code, 3) << "the old program must not run";
    EXPECT_EQ(failed.out, "");
    EXPECT_THAT(failed.err, AllOf(HasSubstr("expected a semicolon"), HasSubstr("build.log")));
  }
  fs::remove(tree_ / "broken");
  EXPECT_EQ(Call({"check", "1"}).code, 7);
}

TEST_F(Wrapper, SaysWhatIsMissingWhereNobodyCanAnswer) {
  NeedGadget("always");
  const CommandResult result = Call({"check", "1"});
  EXPECT_EQ(result.code, 3);
  EXPECT_THAT(result.err, HasSubstr("gadget-tools         turns the wheel"));
  EXPECT_THAT(result.err, HasSubstr("/racelab --yes check 1"));
  EXPECT_THAT(Calls(), Not(HasSubstr("install")));
}

TEST_F(Wrapper, YesInstallsFromAnyPlaceAndIsNotHandedOver) {
  NeedGadget("always");
  const CommandResult result = Call({"check", "--yes", "1", "--", "--yes"});
  EXPECT_EQ(result.code, 7);
  EXPECT_THAT(result.out, HasSubstr("[check][1][--][--yes]"));
  EXPECT_THAT(Calls(), HasSubstr("install --no-install-recommends gadget-tools\n"));
}

TEST_F(Wrapper, GoesOnWithoutALuxury) {
  NeedGadget("better");
  const CommandResult result = Call({"check", "1"});
  EXPECT_EQ(result.code, 7);
  EXPECT_THAT(result.err, AllOf(HasSubstr("going on without"), HasSubstr("turns the wheel")));
}

TEST_F(Wrapper, WithoutAptListsWhatToInstallByHand) {
  NeedGadget("always");
  fs::remove(bin_ / "apt-get");
  const CommandResult result = Call({"--yes", "check", "1"});
  EXPECT_EQ(result.code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("gadget-tools"), HasSubstr("by hand")));
}

TEST_F(Wrapper, ExplainsWhyAptFailed) {
  NeedGadget("always");
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"E: Could not get lock /var/lib/dpkg/lock-frontend", "another package manager"},
      {"E: dpkg was interrupted, you must manually run", "dpkg --configure -a"},
      {"E: Failed to fetch http://x Temporary failure resolving", "check the network"},
      {"E: You don't have enough free space in /var/cache", "make room"},
      {"E: something else", "see the lines above"}};
  for (const auto& [error, advice] : cases) {
    Write("apt_error", error + "\n");
    const CommandResult result = Call({"--yes", "check", "1"});
    EXPECT_EQ(result.code, 3);
    EXPECT_THAT(result.err, AllOf(HasSubstr(error), HasSubstr(advice)));
  }
}

TEST_F(Wrapper, SaysWhatAnInstallationDidNotBring) {
  NeedGadget("always");
  Tool("apt-get", kEcho);
  const CommandResult result = Call({"--yes"});
  EXPECT_EQ(result.code, 3);
  EXPECT_THAT(result.err, HasSubstr("still missing after the installation:\n  gadget-tools"));
}

TEST_F(Wrapper, TestNeedsMoreAndEndsWithCtest) {
  NeedGadget("test");
  EXPECT_EQ(Call({"check", "1"}).err.find("gadget"), std::string::npos);
  const CommandResult result = Call({"test", "--yes", "-L", "unit"});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out, "ctest --test-dir " + (tree_ / "build/test").string() +
                            " --output-on-failure -L unit\n");
  EXPECT_THAT(Calls(), HasSubstr("-DRACELAB_TESTS=ON"));
}

TEST_F(Wrapper, TestInstallsAnExtraWhereAptHasIt) {
  NeedGadget("extra");
  EXPECT_THAT(Call({"check", "1"}).err, Not(HasSubstr("gadget")));
  const CommandResult without = Call({"test"});
  EXPECT_EQ(without.code, 0) << "tests that need it are skipped";
  EXPECT_THAT(without.err, AllOf(HasSubstr("going on without"), HasSubstr("turns the wheel")));
  Write("unknown", "");
  const CommandResult unknown = Call({"test", "--yes"});
  EXPECT_EQ(unknown.code, 0);
  EXPECT_THAT(unknown.err, HasSubstr("gadget-tools, which apt does not have"));
  EXPECT_THAT(Calls(), Not(HasSubstr("install")));
  fs::remove(tree_ / "unknown");
  Write("apt_error", "E: unmet dependencies");
  const CommandResult failed = Call({"test", "--yes"});
  EXPECT_EQ(failed.code, 0);
  EXPECT_THAT(failed.err, HasSubstr("going on without gadget-tools; see "));
  fs::remove(tree_ / "apt_error");
  EXPECT_EQ(Call({"test", "--yes"}).code, 0);
  EXPECT_THAT(Calls(), HasSubstr("install --no-install-recommends gadget-tools\n"));
}

TEST_F(Wrapper, BenchRunsTheTestsThatAreLeftOutOtherwise) {
  const CommandResult result = Call({"bench"});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out, "ctest --test-dir " + (tree_ / "build/test").string() +
                            " --output-on-failure -C Bench -L bench --verbose\n");
}

}  // namespace
}  // namespace racelab
