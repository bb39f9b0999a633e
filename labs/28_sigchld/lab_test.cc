// Lab 28: starts jobs, lets them end at the worst moments, and counts who is reported.
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <list>
#include <optional>
#include <string>

#include "gtest/gtest.h"
#include "held_jobs.h"
#include "job_table.h"
#include "labs/kit/processes.h"
#include "labs/kit/random.h"
#include "labs/kit/watched.h"

namespace lab_28 {
namespace {

void ExpectJob(const std::optional<Ended>& ended, int job, int code) {
  ASSERT_TRUE(ended.has_value()) << "Wait() gave up, and job " << job << " is not reported yet";
  EXPECT_EQ(ended->job, job);
  EXPECT_EQ(ended->code, code) << "job " << job << Reason(ended->code);
}

void ExpectCollected(JobTable& table, int count, const std::function<int(int)>& code_of) {
  Reports reports;
  reports.Add(table.Collect());
  reports.Expect(count, code_of);
}

void ExpectNothing(JobTable& table) {
  EXPECT_TRUE(table.Collect().empty()) << "a job was reported that has not ended, or twice";
}

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

// The signals of all that have ended come together: they are one signal then.
TEST(Functional, ManyEndAtOnce) {
  for (const int jobs : {20, JobTable::kMost}) {
    JobTable table;
    HeldJobs(table, jobs, Returns(100)).End();
    ExpectCollected(table, jobs, Returns(100));
    ExpectNothing(table);
  }
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

// A child that has ended, but that nobody has waited for.
class OtherChild {
 public:
  OtherChild() : process_(fork()) {
    if (process_ == 0) _exit(8);
    AwaitEnd(process_);
  }
  void ExpectUntouched() const {
    EXPECT_EQ(kit::WaitFor(process_).code, 8) << "the table has taken a child of somebody else";
  }

 private:
  const pid_t process_;
};

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

// Waits until the process sleeps, which takes a while; false when it does not.
bool FallsAsleep(pid_t process) {
  for (int looks = 0; looks < 20'000; ++looks) {
    if (kit::StatusOf(process, "State:") == "S") return true;
    sched_yield();
  }
  return false;
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
    FallsAsleep(caller);
    kill(caller, SIGUSR1);
    channel.Receive();
    FallsAsleep(caller);
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

TEST(Explore, OneEnds) {
  JobTable table;
  table.Start([] { return 3; });
  ExpectJob(table.Wait(), 1, 3);
}

TEST(Explore, CollectedAgainAndAgain) {
  JobTable table;
  Reports reports;
  for (const int code : {3, 4}) {
    table.Start([code] { return code; });
    for (int i = 0; i < 2; ++i) reports.Add(table.Collect());
  }
  reports.AddTheRest(table);
  reports.Expect(2, Returns(3));
}

// What has ended is not always a job, and stays there until its parent waits for it.
TEST(Explore, AnotherChildHasEnded) {
  const OtherChild other;
  {
    JobTable table;
    table.Start([] { return 3; });
    ExpectJob(table.Wait(), 1, 3);
  }
  other.ExpectUntouched();
}

// The caller uses malloc() while a job ends, then the table goes.
TEST(Explore, TheCallerAllocates) {
  JobTable table;
  table.Start([] { return 3; });
  for (int i = 0; i < 24; ++i) std::list<int>(1);
}

// The caller waits for a byte of the second job while the first one ends.
TEST(Explore, TheCallerReads) {
  JobTable table;
  const Channel channel;
  table.Start([] { return 0; });
  table.Start([&] {
    channel.Send(5);
    return 0;
  });
  int number = 0;
  EXPECT_EQ(channel.TryReceive(&number), static_cast<ssize_t>(sizeof number))
      << "read() failed because a job had ended";
}

// Every call that waits is interrupted once.
TEST(Faults, Interrupted) {
  JobTable table;
  for (const int code : {3, 4}) table.Start([code] { return code; });
  Reports reports;
  if (const auto ended = table.Wait()) reports.Add(*ended);
  reports.Add(table.Collect());
  reports.AddTheRest(table);
  reports.Expect(2, Returns(3));
  table.Start([] { return 5; });
}

TEST(Stress, ManyJobs) {
  JobTable table;
  Reports reports;
  const int jobs = kit::RandomBetween(50, JobTable::kMost);
  for (int i = 0; i < jobs; ++i) {
    const int pauses = kit::RandomBetween(0, 20);
    table.Start([=] {
      for (int n = 0; n < pauses; ++n) sched_yield();
      return i;
    });
    if (i % 3 == 0) reports.Add(table.Collect());
    if (i % 4 != 0) continue;
    if (const auto ended = table.Wait()) reports.Add(*ended);
  }
  reports.AddTheRest(table);
  reports.Expect(jobs, Returns(0));
}

// The job counts how often its parent, which waits for it, goes to sleep.
TEST(Stress, WaitSleeps) {
  const pid_t caller = getpid();
  const auto sleeps = [caller] {
    return std::stol("0" + kit::StatusOf(caller, "voluntary_ctxt_switches:"));
  };
  JobTable table;
  table.Start([&] {
    if (!FallsAsleep(caller)) return kDoesNotSleep;
    const long before = sleeps();
    for (int n = 0; n < 4000 && sleeps() < before + 5; ++n) sched_yield();
    return sleeps() < before + 5 ? 0 : kDoesNotSleep;
  });
  ExpectJob(table.Wait(), 1, 0);
}

}  // namespace
}  // namespace lab_28
