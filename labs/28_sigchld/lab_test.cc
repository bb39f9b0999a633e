// Lab 28: starts jobs, lets them end at the worst moments, and counts who is reported.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "gtest/gtest.h"
#include "held_jobs.h"
#include "job_table.h"
#include "labs/kit/watched.h"

namespace lab_28 {
namespace {

// In these tests every job ends while the caller neither starts nor waits for one.

TEST(Functional, OneAfterAnother) {
  JobTable table;
  ExpectNothing(table);
  EXPECT_FALSE(table.Wait().has_value()) << "there is no job";
  int job = 0;
  for (const int code : {7, 0, 255}) {
    const HeldJobs held(table, 1, Returns(code));
    ExpectNothing(table);
    held.End();
    ExpectJob(table.Wait(), ++job, code);
    EXPECT_FALSE(table.Wait().has_value()) << "the only job was reported twice";
    ExpectNothing(table);
  }
}

TEST(Functional, KilledByASignal) {
  for (const int signal : {SIGKILL, SIGTERM}) {
    JobTable table;
    HeldJobs(table, 1, [signal](int) { return kill(getpid(), signal); }).End();
    ExpectJob(table.Wait(), 1, 128 + signal);
  }
}

// It goes on later. SIGCHLD comes for that, too.
TEST(Functional, AStoppedJobHasNotEnded) {
  JobTable table;
  const Channel process;
  table.Start([&] {
    process.Send(getpid());
    raise(SIGSTOP);
    return 6;
  });
  const pid_t job = process.Receive();
  siginfo_t info;
  while (waitid(P_PID, job, &info, WSTOPPED | WNOWAIT) != 0 && errno == EINTR) {
  }
  ExpectNothing(table);
  kill(job, SIGCONT);
  ExpectJob(table.Wait(), 1, 6);
}

// The signals of all that have ended come together: they are one signal then.
TEST(Functional, ManyEndAtOnce) {
  for (const int jobs : {20, JobTable::kMost}) {
    JobTable table;
    HeldJobs(table, jobs, Returns(100)).End();
    ExpectCollected(table, jobs, Returns(100));
    ExpectNothing(table);
  }
}

// kMost at a time, and more of them in the long run.
TEST(Functional, MoreThanTheMostOneAfterAnother) {
  JobTable table;
  Reports reports;
  for (int round = 0; round < 5; ++round) {
    HeldJobs(table, 60, [round](int i) { return (60 * round + i) % 250; }).End();
    reports.Add(table.Collect());
  }
  reports.Expect(300, [](int i) { return i % 250; });
  ExpectNothing(table);
}

TEST(Functional, WaitReportsOneAndKeepsTheOthers) {
  JobTable table;
  HeldJobs(table, 3, Returns(4)).End();
  Reports reports;
  if (const auto ended = table.Wait()) reports.Add(*ended);
  reports.Add(table.Collect());
  reports.Expect(3, Returns(4));
  ASSERT_FALSE(HasFailure());
  EXPECT_FALSE(table.Wait().has_value()) << "all jobs were reported before";
}

// The first one runs, and the others have ended.
TEST(Functional, CollectsPastWhatStillRuns) {
  JobTable table;
  const HeldJobs first(table, 1, Returns(1));
  HeldJobs(table, 2, Returns(2)).End();
  const std::vector<Ended> two = table.Collect();
  EXPECT_EQ(two.size(), 2u) << "jobs 2 and 3 have ended, job 1 still runs";
  Reports reports;
  reports.Add(two);
  first.End();
  reports.Add(table.Collect());
  reports.Expect(3, Returns(1));
}

// The first one runs until the others are reported.
TEST(Functional, InTheOrderInWhichTheyEnd) {
  JobTable table;
  const HeldJobs first(table, 1, Returns(1));
  for (int i = 2; i <= 3; ++i) {
    HeldJobs(table, 1, Returns(i)).End();
    ExpectJob(table.Wait(), i, i);
    ExpectNothing(table);
  }
  first.End();
  ExpectJob(table.Wait(), 1, 1);
}

TEST(Functional, OtherChildrenAreLeftAlone) {
  const OtherChild other;
  {
    JobTable table;
    ExpectNothing(table);
    HeldJobs(table, 2, Returns(1)).End();
    ExpectCollected(table, 2, Returns(1));
  }
  other.ExpectUntouched();
}

void OnChildOfCaller(int) {}

// 0 when signals are as in the test below before it makes its table.
int SignalsAsBefore() {
  sigset_t blocked;
  sigprocmask(SIG_SETMASK, nullptr, &blocked);
  if (sigismember(&blocked, SIGCHLD)) return kBlocked;
  if (!sigismember(&blocked, SIGUSR2)) return kOthersNotBlocked;
  struct sigaction action = {};
  sigaction(SIGCHLD, nullptr, &action);
  return action.sa_handler == OnChildOfCaller ? 0 : kOtherHandler;
}

TEST(Functional, SignalsAreAsBefore) {
  const auto before = signal(SIGCHLD, OnChildOfCaller);
  const Blocked blocked(SIGUSR2);
  {
    JobTable table;
    HeldJobs(table, 1, [](int) { return SignalsAsBefore(); }).End();
    ExpectJob(table.Wait(), 1, 0);
  }
  const int after = SignalsAsBefore();
  EXPECT_EQ(after, 0) << "after the table" << Reason(after);
  signal(SIGCHLD, before);
}

void OnChildOfCallerWithReason(int, siginfo_t*, void*) {}

// The handler is not all: what it is given, what is blocked meanwhile, whether calls go on after
// it.
int ActionAsBefore() {
  struct sigaction action = {};
  sigaction(SIGCHLD, nullptr, &action);
  constexpr int kFlags = SA_SIGINFO | SA_RESTART | SA_NOCLDSTOP | SA_NODEFER | SA_RESETHAND;
  const bool same = action.sa_sigaction == OnChildOfCallerWithReason &&
                    (action.sa_flags & kFlags) == (SA_SIGINFO | SA_NOCLDSTOP) &&
                    sigismember(&action.sa_mask, SIGUSR1) == 1;
  return same ? 0 : kOtherHandler;
}

TEST(Functional, AHandlerWithFlagsAndAMask) {
  struct sigaction action = {}, before;
  action.sa_sigaction = OnChildOfCallerWithReason;
  action.sa_flags = SA_SIGINFO | SA_NOCLDSTOP;
  sigaddset(&action.sa_mask, SIGUSR1);
  sigaction(SIGCHLD, &action, &before);
  {
    JobTable table;
    HeldJobs(table, 1, [](int) { return ActionAsBefore(); }).End();
    ExpectJob(table.Wait(), 1, 0);
  }
  const int after = ActionAsBefore();
  EXPECT_EQ(after, 0) << "after the table" << Reason(after);
  sigaction(SIGCHLD, &before, nullptr);
}

TEST(Functional, AJobHasATableOfItsOwn) {
  const auto with_table = [](int) {
    JobTable own;
    HeldJobs(own, 3, Returns(5)).End();
    int sum = 0;
    for (const Ended& ended : own.Collect()) sum += ended.code;
    return sum;
  };
  JobTable table;
  HeldJobs(table, 2, with_table).End();
  ExpectCollected(table, 2, [](int) { return 5 + 6 + 7; });
}

void RaiseForNothing() {
  errno = EDOM;
  raise(SIGCHLD);
  ASSERT_EQ(errno, EDOM) << "errno has another value after SIGCHLD";
}

// More signals than bytes fit into a pipe.
TEST(Functional, SignalsForOtherReasons) {
  JobTable table;
  const HeldJobs held(table, 1, Returns(6));
  for (int i = 0; i < 70'000 && !HasFailure(); ++i) RaiseForNothing();
  ExpectNothing(table);
  held.End();
  RaiseForNothing();
  ExpectJob(table.Wait(), 1, 6);
  RaiseForNothing();
  EXPECT_FALSE(table.Wait().has_value()) << "the only job was reported before";
}

const Channel* from_handler = nullptr;

void OnUser(int) { from_handler->Send(); }

// The job goes on when the caller, which waits for it, has handled its signal, and waits again.
TEST(Functional, OtherSignalsAreHandledWhileItWaits) {
  const Channel channel;
  from_handler = &channel;
  struct sigaction action = {};
  action.sa_handler = OnUser;  // no SA_RESTART: calls that wait fail with EINTR
  sigaction(SIGUSR1, &action, nullptr);
  const pid_t caller = getpid();
  JobTable table;
  table.Start([&] {
    kit::FallsAsleep(caller, 20'000);
    kill(caller, SIGUSR1);
    channel.Receive();
    kit::FallsAsleep(caller, 20'000);
    return 4;
  });
  ExpectJob(table.Wait(), 1, 4);
}

TEST(Functional, NoChildStaysBehind) {
  {
    JobTable table;
    HeldJobs(table, 2, Returns(1)).End();
  }
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a child is still there after its table is gone";
}

}  // namespace
}  // namespace lab_28
