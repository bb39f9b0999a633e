// Tests of running commands: output, input, ends of every kind, and nothing left behind.
#include "checker/base/subprocess.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "checker/base/files.h"
#include "checker/base/spawn.h"
#include "tests/support/processes_of.h"

namespace racelab {
namespace {

using testing::HasSubstr;

Command Shell(const std::string& script) {
  Command command;
  command.argv = {"sh", "-c", script};
  return command;
}

CommandResult RunOk(const Command& command) {
  absl::StatusOr<CommandResult> result = RunCommand(command);
  EXPECT_TRUE(result.ok()) << result.status();
  return result.value_or(CommandResult{});
}

// Whether a process still exists; a killed one may take a moment to go.
bool Gone(pid_t pid) {
  for (const absl::Time end = absl::Now() + absl::Seconds(30); absl::Now() < end;) {
    if (kill(pid, 0) != 0) return true;
    // An orphan that nobody reaps (no init in a container) is as good as gone.
    const absl::StatusOr<std::string> status = ReadFile("/proc/" + std::to_string(pid) + "/status");
    if (!status.ok() || status->find("State:\tZ") != std::string::npos) return true;
    std::this_thread::yield();
  }
  return false;
}

TEST(RunCommand, CapturesOutputErrorsAndCode) {
  const CommandResult result = RunOk(Shell("echo out; echo err >&2; exit 3"));
  EXPECT_EQ(result.out, "out\n");
  EXPECT_EQ(result.err, "err\n");
  EXPECT_EQ(result.code, 3);
  EXPECT_EQ(result.signal, 0);
  EXPECT_FALSE(result.Ok());
  EXPECT_FALSE(result.timed_out);
}

TEST(RunCommand, TellsASignalFromAnExitCode) {
  const CommandResult result = RunOk(Shell("kill -SEGV $$"));
  EXPECT_EQ(result.signal, SIGSEGV);
  EXPECT_FALSE(result.Ok());
  EXPECT_EQ(RunOk(Shell("exit 11")).signal, 0);
}

TEST(RunCommand, MergesErrorsIntoOutputInOrder) {
  Command command = Shell("echo 1; echo 2 >&2; echo 3");
  command.merge_stderr = true;
  const CommandResult result = RunOk(command);
  EXPECT_EQ(result.out, "1\n2\n3\n");
  EXPECT_EQ(result.err, "");
}

TEST(RunCommand, FeedsInput) {
  Command command;
  command.argv = {"cat"};
  EXPECT_EQ(RunOk(command).out, "") << "no input is an empty input";
  command.input = std::string(3 << 20, 'x');
  EXPECT_EQ(RunOk(command).out, command.input);
}

TEST(RunCommand, InputThatNobodyReadsIsNoError) {
  Command command = Shell("exec <&-; echo done");
  command.input = std::string(3 << 20, 'x');
  EXPECT_EQ(RunOk(command).out, "done\n");
}

TEST(RunCommand, KeepsTheBeginningOfTooMuchOutput) {
  Command command = Shell("head -c 50000000 /dev/zero; head -c 50000000 /dev/zero >&2; echo end");
  command.output_limit = 1000;
  const CommandResult result = RunOk(command);
  EXPECT_TRUE(result.Ok()) << "the rest is read, so the command is never blocked";
  EXPECT_TRUE(result.truncated);
  EXPECT_EQ(result.out, std::string(1000, '\0'));
  EXPECT_EQ(result.err, std::string(1000, '\0'));
}

TEST(RunCommand, OutputUpToTheLimitIsNotTruncated) {
  Command command = Shell("head -c 1000 /dev/zero");
  command.output_limit = 1000;
  EXPECT_FALSE(RunOk(command).truncated);
}

TEST(RunCommand, HandsOutOutputAsItComes) {
  // The command waits for the file that the callback makes: it must be called while it runs.
  const TempDir dir = TempDir::Create("subprocess-test").value();
  Command command = Shell("echo one; until test -e seen; do :; done; echo two");
  command.directory = dir.path().string();
  std::string seen;
  command.on_output = [&](std::string_view piece) {
    seen += piece;
    EXPECT_TRUE(WriteFile(dir.path() / "seen", "").ok());
  };
  EXPECT_EQ(RunOk(command).out, "");
  EXPECT_EQ(seen, "one\ntwo\n");
}

TEST(RunCommand, UsesTheGivenFolderAndEnvironment) {
  const TempDir dir = TempDir::Create("subprocess-test").value();
  Command command = Shell("pwd; echo \"$ONLY:$HOME\"");
  command.directory = dir.path().string();
  command.environment = std::vector<std::string>{"ONLY=this"};
  EXPECT_EQ(RunOk(command).out, dir.path().string() + "\nthis:\n");
}

TEST(RunCommand, EndsTheWholeGroupAtTheTimeout) {
  Command command = Shell("trap '' TERM; sleep 1000 & echo $! $$; wait");
  command.timeout = absl::Milliseconds(300);
  const CommandResult result = RunOk(command);
  EXPECT_TRUE(result.timed_out);
  EXPECT_FALSE(result.Ok());
  EXPECT_EQ(result.signal, SIGKILL);
  EXPECT_GE(result.seconds, 0.3);
  EXPECT_LT(result.seconds, 60);
  const std::vector<std::string> pids = absl::StrSplit(result.out, ' ');
  ASSERT_EQ(pids.size(), 2u) << result.out;
  EXPECT_TRUE(Gone(std::stoi(pids[0])));
  EXPECT_TRUE(Gone(std::stoi(pids[1])));
}

TEST(RunCommand, ClosedOutputIsNotTheEnd) {
  Command command =
      Shell("exec >&- 2>&-; i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; exit 7");
  EXPECT_EQ(RunOk(command).code, 7);
}

TEST(RunCommand, DoesNotWaitForGrandchildrenThatHoldThePipe) {
  const CommandResult result = RunOk(Shell("sleep 1000 & echo $!"));
  EXPECT_EQ(result.code, 0);
  EXPECT_FALSE(result.timed_out);
  EXPECT_LT(result.seconds, 60);
  EXPECT_TRUE(Gone(std::stoi(result.out))) << "the grandchild was left running";
}

TEST(RunCommand, DoesNotWaitForAFloodFromOutsideTheGroup) {
  // `yes` leaves the group, so it goes on writing until the pipe is closed.
  const CommandResult result = RunOk(Shell("setsid yes & until test -e /proc/$!; do :; done"));
  EXPECT_EQ(result.code, 0);
  EXPECT_LT(result.seconds, 60);
}

// The guard of a group is a process of ours, too. It is killed at the end, which takes a moment.
TEST(RunCommand, LeavesNoGuardBehind) {
  const std::string self = ReadSystemFile("/proc/self/cmdline");
  for (int i = 0; i < 100; ++i) {
    RunOk(Shell("exit 0"));
    const std::map<pid_t, std::string> ours = ProcessesOf(self);
    ASSERT_EQ(ours.size(), 1u) << "after command " << i;
  }
}

TEST(RunCommand, LeaksNoDescriptorsAndNoSignalMask) {
  const int leaky = open("/dev/null", O_RDONLY);  // on purpose without O_CLOEXEC
  ASSERT_GT(leaky, 2);
  sigset_t usr1, before;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &usr1, &before);
  const sighandler_t handler = signal(SIGUSR2, SIG_IGN);
  Command command;
  command.argv = {"ls", "/proc/self/fd"};
  EXPECT_EQ(RunOk(command).out, "0\n1\n2\n3\n") << "3 is the folder that ls reads";
  command.argv = {"grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"};
  EXPECT_EQ(RunOk(command).out, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
  signal(SIGUSR2, handler);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  close(leaky);
}

TEST(RunCommand, PassesOnWhatItIsToldTo) {
  const int file = open("/dev/null", O_RDONLY | O_CLOEXEC), other = dup(file);
  Command command = Shell("readlink /proc/self/fd/$GIVEN; ls /proc/self/fd | wc -l");
  command.inherit = {file};
  command.environment = {"PATH=/usr/bin:/bin", "GIVEN=" + std::to_string(file)};
  EXPECT_EQ(RunOk(command).out, "/dev/null\n5\n") << "0, 1, 2, the given one, and ls's own";
  EXPECT_EQ(fcntl(file, F_GETFD), FD_CLOEXEC);  // here nothing has changed
  close(file), close(other);
}

TEST(RunCommand, KeepsNoDescriptorItself) {
  RunOk(Shell("true"));
  const int before = dup(0);
  close(before);
  for (int i = 0; i < 5; ++i) RunOk(Shell("echo x"));
  Command missing;
  missing.argv = {"/nonexistent"};
  EXPECT_FALSE(RunCommand(missing).ok());
  const int after = dup(0);
  close(after);
  EXPECT_EQ(before, after);
}

TEST(RunCommand, WorksWithoutStandardDescriptors) {
  const auto run_and_exit = [] {
    close(0), close(1), close(2);
    Command command = Shell("cat; echo err >&2");
    command.input = "in";
    const absl::StatusOr<CommandResult> result = RunCommand(command);
    _exit(result.ok() && result->out == "in" && result->err == "err\n" ? 0 : 1);
  };
  EXPECT_EXIT(run_and_exit(), testing::ExitedWithCode(0), "");
}

TEST(RunCommand, SaysWhyACommandCannotStart) {
  const auto error = [](std::vector<std::string> argv, const std::string& directory) {
    Command command;
    command.argv = std::move(argv);
    command.directory = directory;
    return RunCommand(command).status();
  };
  using absl::StatusCode;
  EXPECT_EQ(error({}, "").code(), StatusCode::kNotFound);
  EXPECT_EQ(error({""}, "").code(), StatusCode::kNotFound);
  EXPECT_EQ(error({"no-such-program"}, "").code(), StatusCode::kNotFound);
  EXPECT_EQ(error({"/nonexistent/program"}, "").code(), StatusCode::kNotFound);
  EXPECT_EQ(error({"/etc/passwd"}, "").code(), StatusCode::kUnavailable);
  const absl::Status folder = error({"true"}, "/nonexistent");
  EXPECT_EQ(folder.code(), StatusCode::kUnavailable);
  EXPECT_THAT(std::string(folder.message()), HasSubstr("/nonexistent: cannot be entered"));
}

TEST(RunCommand, WorksInSeveralThreads) {
  std::vector<std::thread> threads;
  std::vector<std::string> out(8);
  for (size_t i = 0; i < out.size(); ++i) {
    threads.emplace_back([&out, i] {
      for (int round = 0; round < 5; ++round)
        out[i] += RunOk(Shell("echo " + std::to_string(i))).out;
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (size_t i = 0; i < out.size(); ++i) {
    const std::string line = std::to_string(i) + "\n";
    EXPECT_EQ(out[i], line + line + line + line + line);
  }
}

// As when this process is killed: also those die whose own parent is alive, or died at once.
TEST(Spawn, TheWholeGroupDiesWithItsLifeline) {
  Spawned child =
      Spawn({.argv = {"sh", "-c", "sleep 600 & (sleep 600 &) ; exec sleep 600"}}).value();
  child.lifeline.Close();
  char none;
  EXPECT_EQ(read(child.output.get(), &none, 1), 0);  // nobody holds the pipe any more
  int status = 0;
  EXPECT_EQ(waitpid(child.pid, &status, 0), child.pid);
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
}

TEST(FindInPath, FindsProgramsOnly) {
  EXPECT_THAT(FindInPath("sh"), testing::EndsWith("/sh"));
  EXPECT_EQ(FindInPath("no-such-program"), "");
  EXPECT_EQ(FindInPath("/bin/sh"), "") << "a path is not looked up";
  EXPECT_EQ(FindInPath(""), "");
  EXPECT_EQ(FindInPath("."), "") << "a folder";
}

}  // namespace
}  // namespace racelab
