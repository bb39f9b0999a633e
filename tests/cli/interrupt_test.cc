// ctrl-C and kill at any moment of a check: everything ends, nothing stays, nothing is lost.
#include <gmock/gmock.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "checker/base/spawn.h"
#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"
#include "tests/support/processes_of.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Nothing takes so long; a test that waits longer has failed.
auto Deadline() { return std::chrono::steady_clock::now() + std::chrono::minutes(2); }

class InterruptTest : public CourseTest {
 protected:
  // The student's program computes until its limit of ten seconds, so a check cannot end before it
  // is interrupted. Every process of it names the course's folder, in $TMPDIR if nowhere else.
  void SetUp() override {
    RunTheProgramToo();
    Write(lab() / "first.cc", kComputes);
    for (const char* folder : {"tmp", "cache"}) fs::create_directory(root() / folder);
    setenv("TMPDIR", (root() / "tmp").c_str(), 1);
    setenv("RACELAB_CACHE", (root() / "cache").c_str(), 1);
  }
  void TearDown() override {
    for (const auto& [pid, command] : Processes()) kill(pid, SIGKILL);
    unsetenv("TMPDIR");
    unsetenv("RACELAB_CACHE");
  }

  static constexpr char kComputes[] =
      "#include \"first.h\"\nint First() { for (volatile int i = 0;; i = 1 - i) {} }\n";

  std::map<pid_t, std::string> Processes() const { return ProcessesOf(root()); }

  // Whether the student's program is among them.
  bool Computes(const std::map<pid_t, std::string>& processes) const {
    const std::string program = root() / "tmp/racelab-program";
    return std::ranges::any_of(processes, [&](const auto& process) {
      return process.second.starts_with(program) && process.second.ends_with("Functional.* ");
    });
  }

  Spawned StartCheck() {
    Command command;
    command.argv = {RACELAB_PROGRAM, "check", "1"};
    absl::StatusOr<Spawned> check = Spawn(command);
    EXPECT_TRUE(check.ok()) << check.status();
    return *std::move(check);
  }

  // Until `count` processes of the check were seen or the student's program computes; true if it
  // does.
  bool WaitForProcesses(size_t count) {
    std::set<pid_t> seen;
    for (const auto deadline = Deadline(); std::chrono::steady_clock::now() < deadline;) {
      const std::map<pid_t, std::string> processes = Processes();
      for (const auto& [pid, command] : processes) seen.insert(pid);
      if (Computes(processes)) return true;
      if (seen.size() >= count) return false;
      poll(nullptr, 0, 2);  // leaves the processor to the compilers
    }
    ADD_FAILURE() << "only " << seen.size() << " processes in two minutes";
    return false;
  }

  // Its wait status and what it printed.
  static std::pair<int, std::string> WaitForEnd(Spawned& check) {
    pollfd end = {check.exited.get(), POLLIN, 0};
    if (poll(&end, 1, 120'000) != 1) ADD_FAILURE() << "it did not end", kill(check.pid, SIGKILL);
    int status = 0;
    waitpid(check.pid, &status, 0);
    std::string text;
    char buffer[4096];
    for (const Descriptor* from : {&check.output, &check.error}) {
      for (ssize_t n; (n = read(from->get(), buffer, sizeof buffer)) > 0;) text.append(buffer, n);
    }
    return {status, text};
  }

  // Until so many processes of an explored program are there.
  void WaitForExplored(const fs::path& program, int count) const {
    const auto is_one = [&](const auto& process) {
      return process.second.starts_with(program.c_str());
    };
    for (const auto deadline = Deadline(); std::chrono::steady_clock::now() < deadline;) {
      const std::map<pid_t, std::string> processes = Processes();
      if (std::ranges::count_if(processes, is_one) >= count) return;
      poll(nullptr, 0, 2);
    }
    ADD_FAILURE() << "fewer than " << count << " explored processes in two minutes";
  }

  // SIGKILL takes a moment. True when they are all gone.
  bool WaitForSilence() const {
    for (const auto deadline = Deadline(); std::chrono::steady_clock::now() < deadline;) {
      if (Processes().empty()) return true;
      poll(nullptr, 0, 2);
    }
    return false;
  }

  static std::set<std::string> Names(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
    return names;
  }
};

// Check k is interrupted when its k-th process was seen, at the latest when the student's program
// computes. The cache fills up from one to the next, so the moments move through all the steps:
// questions to the compilers, the probe of the sandbox, compilers at work, the linker, the program.
// How many checks that takes depends on the machine's load: it goes on until three came that far.
TEST_F(InterruptTest, AtAnyMomentEndsEverythingAndLosesNothing) {
  const std::set<std::string> files = Names(lab()), home = Names(root());
  int computed = 0;
  for (size_t k = 1; computed < 3; ++k) {
    const int signal = std::array{SIGINT, SIGTERM, SIGHUP}[k % 3];
    SCOPED_TRACE(testing::Message() << "signal " << signal << " at process " << k);
    Spawned check = StartCheck();
    computed += WaitForProcesses(k);
    kill(-check.pid, signal);  // as a terminal does: to the whole group
    kill(-check.pid, signal);  // an impatient user
    const auto [status, text] = WaitForEnd(check);
    if (WIFSIGNALED(status)) {
      EXPECT_EQ(k, 1u) << "only a check that just starts may die from a signal";
    } else {
      EXPECT_EQ(WEXITSTATUS(status), kExitInconclusive) << text;
      EXPECT_THAT(text, AnyOf(HasSubstr("interrupted"), HasSubstr("No verdict"))) << text;
    }
    EXPECT_TRUE(WaitForSilence()) << Processes().begin()->second;
    EXPECT_THAT(Names(root() / "tmp"), IsEmpty());
    if (HasFailure()) return;
  }
  EXPECT_EQ(*ReadFile(lab() / "first.cc"), kComputes);
  EXPECT_EQ(Names(lab()), files);
  EXPECT_EQ(Names(root()), home);
  Solve();  // what is left in the cache is sound
  const CommandResult after = Racelab({"check", "1"});
  EXPECT_EQ(after.code, kExitPassed) << after.out << after.err;
}

// The checker cannot do anything any more: the kernel and its supervisor end the program.
TEST_F(InterruptTest, TheProgramDiesWithAKilledChecker) {
  const std::string path = std::getenv("PATH");
  for (const char* without : {"no such program", "bwrap"}) {
    SCOPED_TRACE(without);
    setenv("PATH", PathWithout(without).c_str(), 1);
    Spawned check = StartCheck();
    EXPECT_TRUE(WaitForProcesses(~size_t{0}));
    kill(check.pid, SIGKILL);
    EXPECT_EQ(WTERMSIG(WaitForEnd(check).first), SIGKILL);
    EXPECT_TRUE(WaitForSilence()) << Processes().begin()->second;
  }
  setenv("PATH", path.c_str(), 1);
}

// An execution of two processes that never ends, in a process group of its own.
TEST_F(InterruptTest, AnExploredProgramDiesWithTheExplorer) {
  unsetenv("RACELAB_CACHE");  // the runtime need not be built for this
  const fs::path program = root() / "prog";
  Write(root() / "prog.c", R"(#include <time.h>
#include <unistd.h>
int main(void) {
  fork();
  for (struct timespec now;;) clock_gettime(CLOCK_REALTIME, &now);
}
)");
  ASSERT_EQ(Racelab({"cc", root() / "prog.c", "-o", program}).code, 0);
  for (const int signal : {SIGTERM, SIGKILL}) {
    SCOPED_TRACE(testing::Message() << "signal " << signal);
    Command command;
    command.argv = {RACELAB_PROGRAM, "explore", program};
    absl::StatusOr<Spawned> explorer = Spawn(command);
    ASSERT_TRUE(explorer.ok()) << explorer.status();
    WaitForExplored(program, 3);  // and the server
    kill(explorer->pid, signal);
    WaitForEnd(*explorer);
    EXPECT_TRUE(WaitForSilence()) << Processes().begin()->second;
  }
}

}  // namespace
}  // namespace racelab
