// Lab 30: gives jobs of all habits to RunJobs(), and counts tries, processes and what is left.
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "labs/kit/processes.h"
#include "run_jobs.h"
#include "table.h"
#include "test_jobs.h"

namespace lab_30 {
namespace {

TEST(Functional, ResultsOfAllKinds) {
  const Work doubles = [](const std::string& job) { return job + job; };
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  const std::vector<std::string> jobs = {"one", "", "two\n", all, std::string(3, '\0'), "one"};
  const std::vector<Outcome> outcomes = RunJobs(jobs, doubles, {.workers = 3});
  ASSERT_EQ(outcomes.size(), jobs.size());
  for (size_t i = 0; i < jobs.size(); ++i) ExpectDone(outcomes[i], jobs[i], jobs[i] + jobs[i]);
  EXPECT_TRUE(RunJobs({}, doubles, {}).empty());
}

TEST(Functional, InOtherProcesses) {
  const pid_t caller = getpid();
  const Work where = [&](const std::string&) { return getpid() == caller ? "here" : "elsewhere"; };
  for (const Outcome& outcome : RunJobs(GoodJobs(5), where, {})) {
    ExpectDone(outcome, "that tells where it is", "elsewhere");
  }
}

// Runs a few good jobs, one with each habit, a few good ones. All of `habits` end like `fate`.
void RunHabits(const std::vector<std::string>& habits, Outcome::Fate fate, const Limits& limits) {
  std::vector<std::string> jobs = GoodJobs(4);
  for (const std::string& habit : habits) jobs.push_back(Job(static_cast<int>(jobs.size()), habit));
  for (int i = 0; i < 4; ++i) jobs.push_back(Job(static_cast<int>(jobs.size())));
  const SharedBook book;
  const std::vector<Outcome> outcomes = RunJobs(
      jobs,
      [&](const std::string& job) {
        if (fate == Outcome::kHung) book->NoteTry(std::stoi(job));
        Misbehave(job, book->Begin(std::stoi(job)));
        return ResultOf(job);
      },
      limits);
  ASSERT_EQ(outcomes.size(), jobs.size());
  for (size_t i = 0; i < jobs.size(); ++i) {
    const bool good = jobs[i].find(' ') == std::string::npos;
    const bool once = Has(jobs[i], "once");
    EXPECT_EQ(book->calls[i], good ? 1 : once ? 2 : limits.tries) << "tries of job " << jobs[i];
    if (good || once) {
      ExpectDone(outcomes[i], jobs[i], ResultOf(jobs[i]));
    } else {
      EXPECT_EQ(outcomes[i].fate, fate) << "job " << jobs[i] << " fails each time";
    }
  }
  EXPECT_EQ(book->too_early, 0) << "tries that began while the one before still hung";
  ExpectNothingLeft(book);
}

const std::vector<std::string> kCrashes = {"segfaults",    "aborts", "is killed",    "exits with 0",
                                           "exits with 7", "throws", "throws an int"};

TEST(Functional, ACrashHarmsNobodyElse) { RunHabits(kCrashes, Outcome::kCrashed, {.tries = 1}); }

TEST(Functional, TriedAgain) {
  std::vector<std::string> habits;
  for (const std::string& habit : kCrashes) habits.push_back("once, " + habit);
  RunHabits(habits, Outcome::kDone, {.tries = 2});
}

TEST(Functional, ButNotForEver) {
  RunHabits({"aborts", "exits with 0", "throws"}, Outcome::kCrashed, {.workers = 1, .tries = 4});
}

// No exit code, and no signal, means anything but that it crashed.
TEST(Functional, HoweverAJobEndsItsProcess) {
  const std::vector<int> signals = {SIGALRM, SIGKILL, SIGTERM, SIGVTALRM, SIGXCPU};
  const std::vector<std::string> jobs = GoodJobs(256 + static_cast<int>(signals.size()));
  const Work ends = [&](const std::string& job) {
    const int number = std::stoi(job);
    if (number < 256) _exit(number);
    signal(signals[number - 256], SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    kill(getpid(), signals[number - 256]);
    return job;
  };
  const std::vector<Outcome> outcomes =
      RunJobs(jobs, ends, {.workers = 3, .tries = 1, .longest = kNotSoon});
  ASSERT_EQ(outcomes.size(), jobs.size());
  for (size_t i = 0; i < jobs.size(); ++i) {
    ASSERT_EQ(outcomes[i].fate, Outcome::kCrashed)
        << (i < 256 ? "it ended with the exit code " : "it was ended by the signal ")
        << (i < 256 ? static_cast<int>(i) : signals[i - 256]);
  }
}

// A job that crashes first and then hangs, and one the other way round: two tries each, and the
// fate is that of the second.
TEST(Functional, CrashesAndHangsAreCountedTogether) {
  const SharedBook book;
  const Work fails = [&](const std::string& job) {
    const int call = book->Begin(std::stoi(job));
    if (call == (job == "0" ? 1 : 2)) _exit(1);
    while (call < 3) pause();
    return job;
  };
  const std::vector<Outcome> outcomes =
      RunJobs(GoodJobs(2), fails, {.workers = 2, .tries = 2, .longest = kSoon});
  ASSERT_EQ(outcomes.size(), 2u);
  EXPECT_EQ(outcomes[0].fate, Outcome::kHung) << "it crashed, and when it was tried again it hung";
  EXPECT_EQ(outcomes[1].fate, Outcome::kCrashed) << "it hung, and then it crashed";
  for (int job = 0; job < 2; ++job) EXPECT_EQ(book->calls[job], 2) << "tries of job " << job;
}

TEST(Functional, AJobThatHangsIsEnded) {
  RunHabits({"once, sleeps", "spins", "sleeps"}, Outcome::kHung,
            {.workers = 3, .tries = 2, .longest = kSoon});
}

TEST(Functional, FewProcesses) {
  const std::vector<std::string> jobs = GoodJobs(kMost);
  const SharedBook book;
  ExpectAllDone(RunJobs(jobs, GoodWork(book), {.workers = 2, .longest = kNotSoon}), jobs, book);
  EXPECT_LE(book->processes, 4 * 2) << "processes for " << kMost << " small jobs of 2 workers";
  ExpectNothingLeft(book);
}

// More than two bytes count.
TEST(Functional, SeventyThousandJobs) {
  const std::vector<std::string> jobs = GoodJobs(70'000);
  const std::vector<Outcome> outcomes =
      RunJobs(jobs, [](const std::string& job) { return job; }, {.workers = 2});
  ASSERT_EQ(outcomes.size(), jobs.size());
  for (size_t i = 0; i < jobs.size(); ++i) {
    ASSERT_TRUE(outcomes[i].fate == Outcome::kDone && outcomes[i].result == jobs[i])
        << "the result of job " << jobs[i] << " is " << Short(outcomes[i].result);
  }
}

// Longer than what any pipe or socket holds.
TEST(Functional, LongJobsAndLongResults) {
  constexpr size_t kMost = 10'000'000;
  std::vector<std::string> jobs = {"short"};
  for (char letter = 'a'; letter < 'f'; ++letter) {
    jobs.emplace_back((letter - 'a' + 1) * kMost / 5, letter);
  }
  const Work grows = [](const std::string& job) {
    return job + std::string(std::min(job.size() / 2, kMost - job.size()), '+');
  };
  const std::vector<Outcome> outcomes = RunJobs(jobs, grows, {.workers = 3, .longest = kNotSoon});
  ASSERT_EQ(outcomes.size(), jobs.size());
  for (size_t i = 0; i < jobs.size(); ++i) ExpectDone(outcomes[i], jobs[i], grows(jobs[i]));
}

size_t OpenDescriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return std::distance(begin(all), end(all));
}

// One job is done, one crashes, one hangs; the caller has another child and a handler for its end.
TEST(Functional, NothingIsLeftAndNothingElseTouched) {
  static const SharedBook book;
  std::atexit([] { ++book->inside; });
  const pid_t another = fork();
  if (another == 0) _exit(7);
  const size_t descriptors = OpenDescriptors();
  book->inside = 0;
  RunJobs({"0", "1 aborts", "2 spins"},
          [&](const std::string& job) {
            Misbehave(job, book->Begin(std::stoi(job)));
            book->End();
            return job;
          },
          {.workers = 3, .tries = 1, .longest = kSoon});
  EXPECT_EQ(OpenDescriptors(), descriptors) << "descriptors that are open, before and after";
  ExpectNothingLeft(book);
  EXPECT_EQ(book->inside, 2) << "two jobs never ended; or a process ran what atexit() was given";
  EXPECT_EQ(kit::WaitFor(another).code, 7) << "somebody else has waited for the caller's child";
}

TEST(Functional, TheTableIsFilledIn) {
  const char* how = " in table.h is not filled in: the README says how to measure it";
  for (const double time : {kTable.thread, kTable.fork, kTable.fork_from_500_mb, kTable.posix_spawn,
                            kTable.spawn_from_500_mb}) {
    EXPECT_GT(time, 0) << "a time" << how;
  }
  for (const Reach reach : {kTable.write_of_a_thread, kTable.write_of_a_child,
                            kTable.crash_of_a_thread, kTable.crash_of_a_child}) {
    EXPECT_NE(reach, kUnknown) << "a reach" << how;
  }
  for (const Order order : {kTable.order_of_a_variable, kTable.order_of_a_pipe}) {
    EXPECT_NE(order, kNotSeen) << "an order" << how;
  }
}

// Only what is the same on every machine.
TEST(Functional, TheTableIsPossible) {
  if (kTable.thread <= 0 || kTable.write_of_a_thread == kUnknown) GTEST_SKIP() << "it is empty";
  EXPECT_LT(kTable.thread, kTable.fork)
      << "a thread costs less than a process: measure again when the machine is idle, several "
         "times, and take the smallest";
  EXPECT_LT(kTable.thread, kTable.posix_spawn)
      << "a thread costs less than to load a program: measure again when the machine is idle";
  EXPECT_LT(kTable.fork, kTable.fork_from_500_mb)
      << "fork() copies the page table of a large parent: measure again when the machine is idle";
  EXPECT_EQ(kTable.write_of_a_thread, kWholeProcess);
  EXPECT_EQ(kTable.write_of_a_child, kOnlyItself);
  EXPECT_EQ(kTable.crash_of_a_thread, kWholeProcess);
  EXPECT_EQ(kTable.crash_of_a_child, kOnlyItself);
  EXPECT_EQ(kTable.order_of_a_variable, kMadeByYou);
  EXPECT_EQ(kTable.order_of_a_pipe, kComesWithIt);
}

}  // namespace
}  // namespace lab_30
