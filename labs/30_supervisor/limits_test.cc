// More tests of lab 30: how long a try may take.
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "labs/kit/processes.h"
#include "run_jobs.h"
#include "test_jobs.h"

namespace lab_30 {
namespace {

// Tries that hang, and before and after them as many processes that just sleep as long.
TEST(Functional, ALimitOfATenthOfASecond) {
  constexpr int kTries = 5;
  const auto now = [] { return kit::SecondsOf(CLOCK_MONOTONIC); };
  const auto sleep_as_long = [&] {
    const double begin = now();
    for (int i = 0; i < kTries; ++i) kit::RunProcess([] { usleep(100'000); });
    return now() - begin;
  };
  const Work hangs = [](const std::string& job) {
    Misbehave(job, 1);
    return job;
  };
  const double before = sleep_as_long();
  const double begin = now();
  const std::vector<Outcome> outcomes = RunJobs(
      {Job(0, "sleeps")}, hangs, {.workers = 1, .tries = kTries, .longest = milliseconds(100)});
  const double took = now() - begin;
  ASSERT_EQ(outcomes.size(), 1u);
  EXPECT_EQ(outcomes[0].fate, Outcome::kHung);
  const double usual = std::max(before, sleep_as_long());
  EXPECT_LT(took, 5 * usual) << "seconds for " << kTries << " tries that hang; each may take 0.1";
}

// One hangs, and the other worker does one short job after the other. Then both of them do.
TEST(Functional, AJobThatHangsAmongBusyOnes) {
  const SharedBook book;
  const kit::Shared<std::atomic<int>> beside_it(0);
  const kit::Shared<std::atomic<int>> short_ones(0);  // in work now
  const kit::Shared<std::atomic<int>> together(0);    // two of them, after the one that hung
  const Work work = [&](const std::string& job) {
    if (job == "0") {
      book->NoteTry(0);
      for (;;) pause();
    }
    ++*short_ones;
    usleep(20'000);
    const pid_t hangs = book->last_try[0];
    const std::string state = hangs == 0 ? "" : kit::StatusOf(hangs, "State:");
    const bool over = state.empty() || state == "Z" || state == "X";
    if (!over) ++*beside_it;
    if (hangs != 0 && over && *short_ones == 2) ++*together;
    --*short_ones;
    return ResultOf(job);
  };
  RunJobs(GoodJobs(150), work, {.workers = 2, .tries = 1, .longest = milliseconds(300)});
  EXPECT_LT(*beside_it, 100) << "short jobs of 0.02 seconds while one hung that may take 0.3";
  EXPECT_GT(*together, 0) << "after one has hung no two jobs are in work at the same time any more";
}

// Together they take longer than any of them may.
TEST(Functional, TheLimitIsForEachTry) {
  const std::vector<std::string> jobs = GoodJobs(40);
  const SharedBook book;
  const Work naps = [&](const std::string& job) {
    usleep(50'000);
    return GoodWork(book)(job);
  };
  ExpectAllDone(RunJobs(jobs, naps, {.workers = 2, .tries = 1, .longest = kSoon}), jobs, book);
}

// The signals come oftener than the limit is long, until it is over, or too late by far.
TEST(Functional, AJobThatHangsAndSendsSignals) {
  struct sigaction action = {};
  action.sa_handler = [](int) {};  // no SA_RESTART: calls that wait fail with EINTR
  sigaction(SIGUSR1, &action, nullptr);
  const pid_t caller = getpid();
  const kit::Shared<std::atomic<bool>> sent_all(false);
  const Work signals = [&](const std::string& job) {
    for (int i = 0; i < 250; ++i) {
      kill(caller, SIGUSR1);
      usleep(20'000);
    }
    *sent_all = true;
    return job;
  };
  RunJobs({"0"}, signals, {.workers = 1, .tries = 1, .longest = milliseconds(100)});
  EXPECT_FALSE(*sent_all) << "after 5 seconds it is not ended; it may take 0.1, signals or not";
}

// In int they would be short, or negative, in microseconds or nanoseconds.
TEST(Functional, LongLimits) {
  const Work naps = [](const std::string& job) {
    usleep(100'000);
    return job;
  };
  for (const milliseconds longest : {milliseconds(4'300), milliseconds(4'294'980),
                                     milliseconds(65'540), milliseconds(std::chrono::hours(24))}) {
    for (const Outcome& outcome : RunJobs(GoodJobs(2), naps, {.tries = 1, .longest = longest})) {
      EXPECT_EQ(outcome.fate, Outcome::kDone)
          << "it took 0.1 seconds, and it may take " << longest.count() << " milliseconds";
    }
  }
}

}  // namespace
}  // namespace lab_30
