// Lab 28: the worst moments, one after the other, and many jobs.
#include <sched.h>
#include <unistd.h>

#include <list>

#include "gtest/gtest.h"
#include "held_jobs.h"
#include "job_table.h"
#include "labs/kit/random.h"
#include "labs/kit/watched.h"

namespace lab_28 {
namespace {

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

// The job may end at any moment while the table goes.
TEST(Explore, TheTableGoes) {
  JobTable table;
  table.Start([] { return 3; });
}

TEST(Explore, TheTableGoesWithTwo) {
  JobTable table;
  for (const int code : {3, 4}) table.Start([code] { return code; });
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
    if (!kit::ProcessFallsAsleepWithin(caller, 0.3)) return kDoesNotSleep;
    const long before = sleeps();
    for (int n = 0; n < 4000 && sleeps() < before + 5; ++n) sched_yield();
    return sleeps() < before + 5 ? 0 : kDoesNotSleep;
  });
  ExpectJob(table.Wait(), 1, 0);
}

}  // namespace
}  // namespace lab_28
