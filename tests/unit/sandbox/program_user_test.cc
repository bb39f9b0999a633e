// Programs that run side by side never have the same user.
#include "checker/sandbox/program_user.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <vector>

namespace racelab {
namespace {

constexpr int kStart = 7;  // of everybody here

// Whether a process of its own gets another user than all of `taken`.
bool AnotherProcessGetsNoneOf(const std::vector<int>& taken) {
  const pid_t child = fork();
  if (child == 0) {
    const ProgramUser user = ProgramUser::TakeFrom(kStart);
    _exit(std::find(taken.begin(), taken.end(), user.uid()) == taken.end() ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status == 0;
}

TEST(ProgramUser, IsNobodyElses) {
  if (access("/run", W_OK) != 0) GTEST_SKIP() << "/run cannot be written to";
  const ProgramUser a = ProgramUser::TakeFrom(kStart), b = ProgramUser::TakeFrom(kStart);
  EXPECT_GE(a.lock(), 0);
  EXPECT_NE(a.uid(), b.uid());
  EXPECT_TRUE(AnotherProcessGetsNoneOf({a.uid(), b.uid()}));
}

// As a supervisor does, whose racelab was killed.
TEST(ProgramUser, StaysWithWhoInheritedIt) {
  if (access("/run", W_OK) != 0) GTEST_SKIP() << "/run cannot be written to";
  ProgramUser user = ProgramUser::TakeFrom(kStart);
  const int uid = user.uid(), inherited = dup(user.lock());
  user = ProgramUser();
  EXPECT_TRUE(AnotherProcessGetsNoneOf({uid}));
  close(inherited);
}

}  // namespace
}  // namespace racelab
