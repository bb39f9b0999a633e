// Lab 30: schedules, deaths, interruptions, and many jobs.
#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "labs/kit/crash_point.h"
#include "labs/kit/processes.h"
#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/watched.h"
#include "run_jobs.h"
#include "test_jobs.h"

namespace lab_30 {
namespace {

TEST(Explore, TwoWorkersThreeJobs) {
  const std::vector<std::string> jobs = GoodJobs(3);
  const SharedBook book;
  ExpectAllDone(RunJobs(jobs, GoodWork(book), {.workers = 2}), jobs, book);
  EXPECT_LE(book->most_inside, 2) << "jobs in work at the same time, for 2 workers";
  ExpectNothingLeft(book);
}

// Job 0 ends its process the first time.
Work CrashesOnce(const SharedBook& book) {
  return [&book](const std::string& job) {
    if (book->Begin(std::stoi(job)) == 1 && job == "0") _exit(1);
    book->End();
    return ResultOf(job);
  };
}

void ExpectTwoTriesOfJob0(const std::vector<Outcome>& outcomes, const SharedBook& book) {
  for (size_t i = 0; i < outcomes.size(); ++i) {
    ExpectDone(outcomes[i], Job(static_cast<int>(i)), ResultOf(Job(static_cast<int>(i))));
    EXPECT_EQ(book->calls[i], i == 0 ? 2 : 1) << "tries of job " << i << "; job 0 crashes once";
  }
  ExpectNothingLeft(book);
}

TEST(Explore, OneCrashes) {
  const SharedBook book;
  ExpectTwoTriesOfJob0(RunJobs(GoodJobs(2), CrashesOnce(book), {.workers = 2}), book);
}

// The explorer lets time pass when it likes: good jobs may be too late, at any moment. Job 1 hangs.
TEST(Explore, TimePasses) {
  const std::vector<std::string> jobs = GoodJobs(2);
  const SharedBook book;
  const Work hangs = [&](const std::string& job) {
    const int call = book->Begin(std::stoi(job));
    while (kit::Exploring() && job == "1" && call == 1) pause();
    return ResultOf(job);
  };
  const Limits limits = {.workers = 2, .tries = 2, .longest = kNotSoon};
  const std::vector<Outcome> outcomes = RunJobs(jobs, hangs, limits);
  ASSERT_EQ(outcomes.size(), jobs.size());
  for (size_t i = 0; i < jobs.size(); ++i) {
    EXPECT_LE(book->calls[i], limits.tries) << "tries of job " << i;
    if (outcomes[i].fate == Outcome::kHung && kit::Exploring()) continue;
    ExpectDone(outcomes[i], jobs[i], ResultOf(jobs[i]));
  }
  ExpectNothingLeft(book);
}

// One worker does both jobs. The first one returns just when it is too late. When it is done all
// the same, the second one has its whole time from then on.
TEST(Explore, TheNextJobHasItsOwnTime) {
  const auto now = [] { return kit::SecondsOf(CLOCK_MONOTONIC); };
  const kit::Shared<std::atomic<int>> begun(0);
  const kit::Shared<std::atomic<int>> first(0);
  const kit::Shared<std::atomic<double>> returned(0);
  const Work work = [&](const std::string& job) {
    if (++*begun > 1) return ResultOf(job);
    *first = std::stoi(job);
    const double begin = now();
    while (kit::Exploring() && now() < begin + 60) sched_yield();
    *returned = now();
    return ResultOf(job);
  };
  const std::vector<Outcome> outcomes =
      RunJobs(GoodJobs(2), work, {.workers = 1, .tries = 1, .longest = kNotSoon});
  ASSERT_EQ(outcomes.size(), 2u);
  if (*begun < 2 || outcomes[*first].fate != Outcome::kDone) return;
  if (outcomes[1 - *first].fate != Outcome::kHung) return;
  EXPECT_GE(now() - *returned, 59.9) << "seconds after the first job was done the second one was "
                                        "ended as hung; it may take 60";
}

// Who has begun a job may die at any step, also between two jobs. Two die at most.
TEST(Crash, AWorkerDies) {
  const std::vector<std::string> jobs = GoodJobs(3);
  const SharedBook book;
  const Work mortal = [&](const std::string& job) {
    kit::MayDie();
    ++book->calls[std::stoi(job)];
    return ResultOf(job);
  };
  const std::vector<Outcome> outcomes = RunJobs(jobs, mortal, {.workers = 2, .tries = 3});
  ASSERT_EQ(outcomes.size(), jobs.size());
  for (size_t i = 0; i < jobs.size(); ++i) {
    ExpectDone(outcomes[i], jobs[i], ResultOf(jobs[i]));
    EXPECT_LE(book->calls[i], 3) << "tries of job " << i;
  }
}

// It dies while it hands over a result that is longer than any buffer.
TEST(Crash, ALongResult) {
  const Work mortal = [&](const std::string& job) {
    kit::MayDie();
    return std::string(300'000, job[0]);
  };
  const std::vector<Outcome> outcomes = RunJobs({"0"}, mortal, {.workers = 1, .tries = 3});
  ASSERT_EQ(outcomes.size(), 1u);
  ExpectDone(outcomes[0], "0", std::string(300'000, '0'));
}

TEST(Faults, OneCrashes) {
  const SharedBook book;
  ExpectTwoTriesOfJob0(RunJobs(GoodJobs(2), CrashesOnce(book), {.workers = 1}), book);
}

// As many jobs as there are workers wait for each other.
void ExpectWorkersMeet(int workers) {
  const std::vector<std::string> jobs = GoodJobs(2 * workers);
  const SharedBook book;
  const kit::Shared<kit::Rendezvous> all(workers);
  const Work meets = [&](const std::string& job) {
    all->Meet();
    return GoodWork(book)(job);
  };
  ExpectAllDone(RunJobs(jobs, meets, {.workers = workers}), jobs, book);
}

TEST(Parallel, WorkersMeet) { ExpectWorkersMeet(3); }

TEST(Parallel, EightWorkersMeet) { ExpectWorkersMeet(8); }

// Four processes are lost first.
TEST(Parallel, AlsoAfterCrashes) {
  const kit::Shared<kit::Rendezvous> two(2);
  const Work meets = [&](const std::string& job) {
    if (std::stoi(job) < 4) _exit(1);
    two->Meet();
    return ResultOf(job);
  };
  const std::vector<std::string> jobs = GoodJobs(8);
  const std::vector<Outcome> outcomes = RunJobs(jobs, meets, {.workers = 2, .tries = 1});
  for (size_t i = 4; i < outcomes.size(); ++i) ExpectDone(outcomes[i], jobs[i], ResultOf(jobs[i]));
}

// Job 0 waits until all others are done.
TEST(Parallel, NobodyWaitsForALongJob) {
  const std::vector<std::string> jobs = GoodJobs(7);
  const SharedBook book;
  const kit::Shared<sem_t> done;
  sem_init(&*done, 1, 0);
  const Work waits = [&](const std::string& job) {
    for (int others = 1; job == "0" && others < 7; ++others) {
      while (sem_wait(&*done) != 0) {
      }
    }
    if (job != "0") sem_post(&*done);
    return GoodWork(book)(job);
  };
  ExpectAllDone(RunJobs(jobs, waits, {.workers = 2}), jobs, book);
}

void OnSignal(int) {}

// Some jobs crash once, and all send signals to the caller.
TEST(Stress, CrashesAndSignals) {
  struct sigaction action = {};
  action.sa_handler = OnSignal;  // no SA_RESTART: calls that wait fail with EINTR
  sigaction(SIGUSR1, &action, nullptr);
  const std::vector<std::string> jobs = GoodJobs(kit::RandomBetween(40, 60));
  const int step = kit::RandomBetween(3, 6);
  const size_t size = kit::RandomBetween(1, 100'000);
  const pid_t caller = getpid();
  const SharedBook book;
  const Work work = [&](const std::string& job) {
    const int number = std::stoi(job);
    const int call = book->Begin(number);
    kit::FallsAsleep(caller, 20);
    kill(caller, SIGUSR1);
    if (number % step == 0 && call == 1) kill(getpid(), SIGKILL);
    return std::string(size + number, job[0]);
  };
  const std::vector<Outcome> outcomes = RunJobs(jobs, work, {.workers = 4, .longest = kNotSoon});
  ASSERT_EQ(outcomes.size(), jobs.size());
  for (int i = 0; i < static_cast<int>(jobs.size()); ++i) {
    ExpectDone(outcomes[i], jobs[i], std::string(size + i, jobs[i][0]));
    EXPECT_EQ(book->calls[i], i % step == 0 ? 2 : 1) << "tries of job " << i;
  }
  ExpectNothingLeft(book);
}

}  // namespace
}  // namespace lab_30
