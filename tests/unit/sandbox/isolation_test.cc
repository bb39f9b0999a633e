// Each layer stops what it is for, and without it that works: in all four combinations of the
// layers that hide most of the others' effects.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <tuple>

#include "checker/sandbox/landlock.h"
#include "checker/sandbox/sandbox.h"
#include "tests/unit/sandbox/attempts.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

class IsolationTest : public ::testing::TestWithParam<std::tuple<bool, bool>> {
 protected:
  IsolationTest() : sandbox_(ProbeSandbox()) {
    if (!std::get<0>(GetParam())) sandbox_.SwitchOff(kNamespaces);
    if (!std::get<1>(GetParam())) sandbox_.SwitchOff(kUid);
    fs::create_directory(outside_);
    fs::permissions(outside_, fs::perms::all);
    std::ofstream(outside_ / "secret") << "42";
  }
  ~IsolationTest() override { fs::remove_all(outside_); }

  bool namespaces() const { return sandbox_.Has(kNamespaces); }

  // The same outside the sandbox: a container denies some things by itself.
  static int TryHere(const std::string& name) {
    const pid_t child = fork();
    if (child == 0) _exit(Attempt(name, ""));
    int status = 0;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
  }

  // What the attempt ends with: 0 or an errno.
  static int Try(const Sandbox& sandbox, const std::string& name,
                 const std::string& argument = "") {
    const RunPlan plan{.executable = fs::read_symlink("/proc/self/exe"),
                       .runs = {{.arguments = {"attempt", name, argument}, .environment = {}}}};
    const auto outcomes = RunInSandbox(sandbox, plan, nullptr);
    EXPECT_TRUE(outcomes.ok()) << outcomes.status();
    if (!outcomes.ok() || outcomes->empty()) return -1;
    EXPECT_EQ(outcomes->back().end, RunEnd::kExited) << outcomes->back().output;
    return outcomes->back().code;
  }
  int Try(const std::string& name, const std::string& argument = "") const {
    return Try(sandbox_, name, argument);
  }
  int TryWithout(const std::vector<std::string>& layers, const std::string& name,
                 const std::string& argument = "") const {
    Sandbox weaker = sandbox_;
    for (const std::string& layer : layers) weaker.SwitchOff(layer);
    return Try(weaker, name, argument);
  }

  Sandbox sandbox_;
  // In a folder that every user may read, and that is none of the system's.
  const fs::path outside_ = "/var/tmp/racelab-isolation-test-" + std::to_string(getpid());
};

#define SKIP_WITHOUT(layer) \
  if (!sandbox_.Has(layer)) GTEST_SKIP() << layer << ": " << sandbox_.Find(layer).missing

TEST_P(IsolationTest, LandlockHidesFiles) {
  SKIP_WITHOUT(kLandlock);
  EXPECT_EQ(Try("read", outside_ / "secret"), EACCES);
  EXPECT_EQ(TryWithout({kLandlock}, "read", outside_ / "secret"), 0);
  EXPECT_EQ(Try("read", outside_), EACCES);
  EXPECT_EQ(Try("read", "/etc/passwd"), 0);
  EXPECT_EQ(Try("read", "/proc/self/maps"), 0);
}

TEST_P(IsolationTest, LandlockProtectsFiles) {
  SKIP_WITHOUT(kLandlock);
  EXPECT_THAT(Try("write", outside_ / "new"), testing::AnyOf(EACCES, EROFS));
  EXPECT_FALSE(fs::exists(outside_ / "new"));
  EXPECT_EQ(TryWithout({kLandlock}, "write", outside_ / "new"), namespaces() ? EROFS : 0);
  EXPECT_EQ(Try("write", "new"), 0);
  EXPECT_EQ(Try("write", "/dev/null"), 0);
}

TEST_P(IsolationTest, LandlockShieldsTheSupervisor) {
  SKIP_WITHOUT(kLandlock);
  if (LandlockAbi() < 6) GTEST_SKIP() << "this kernel's Landlock knows no signals";
  EXPECT_EQ(Try("signal the supervisor"), EPERM);
  EXPECT_EQ(TryWithout({kLandlock, kUid}, "signal the supervisor"), 0);
}

// Three layers, each of which is enough.
TEST_P(IsolationTest, NoLayerLetsItReachTheNetwork) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const where = reinterpret_cast<sockaddr*>(&address);
  ASSERT_EQ(bind(listener, where, size), 0);
  ASSERT_EQ(listen(listener, 8), 0);
  ASSERT_EQ(getsockname(listener, where, &size), 0);
  const std::string port = std::to_string(ntohs(address.sin_port));
  if (sandbox_.Has(kSeccomp)) {
    EXPECT_EQ(Try("connect", port), EAFNOSUPPORT);
  }
  if (sandbox_.Has(kLandlock) && LandlockAbi() >= 4) {
    EXPECT_EQ(TryWithout({kSeccomp}, "connect", port), EACCES);
  }
  EXPECT_EQ(TryWithout({kSeccomp, kLandlock}, "connect", port), namespaces() ? ECONNREFUSED : 0);
  close(listener);
}

TEST_P(IsolationTest, SeccompDeniesWhatNoStudentNeeds) {
  SKIP_WITHOUT(kSeccomp);
  for (const char* call : {"ptrace", "read memory", "unshare"}) {
    EXPECT_EQ(Try(call), EPERM) << call;
    EXPECT_EQ(TryWithout({kSeccomp}, call), TryHere(call)) << call;
  }
  EXPECT_EQ(Try("clone into a namespace"), EPERM);
  EXPECT_EQ(Try("io_uring"), ENOSYS);
}

TEST_P(IsolationTest, WhatARightAnswerDoesWorksInAllOfThem) {
  for (const char* folder : {".", "/tmp", "/dev/shm"}) EXPECT_EQ(Try("ordinary", folder), 0);
  EXPECT_EQ(Try("fixed addresses"), TryHere("fixed addresses"));
}

TEST_P(IsolationTest, LandlockHidesAFolderInsideAVisibleOne) {
  SKIP_WITHOUT(kLandlock);
  Sandbox sandbox = sandbox_;
  sandbox.SwitchOff(kNamespaces);
  RunPlan plan{.executable = "/bin/sh",
               .hide = {"/usr/share/doc"},
               .runs = {{.arguments = {"-c", "ls /usr/share/doc || ls -d /usr/share/zoneinfo/"},
                         .environment = {}}}};
  const auto outcomes = RunInSandbox(sandbox, plan, nullptr);
  ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  EXPECT_THAT(outcomes->back().output, testing::HasSubstr("ermission denied"));
}

INSTANTIATE_TEST_SUITE_P(Layers, IsolationTest,
                         ::testing::Combine(::testing::Bool(), ::testing::Bool()),
                         [](const auto& layers) {
                           return std::string(std::get<0>(layers.param) ? "Namespaces" : "Shared") +
                                  (std::get<1>(layers.param) ? "OwnUid" : "SameUid");
                         });

}  // namespace
}  // namespace racelab
