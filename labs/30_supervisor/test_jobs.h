// Given: jobs of all habits for the tests, and a book in which they write what they do.
#ifndef RACELAB_LABS_30_SUPERVISOR_TEST_JOBS_H_
#define RACELAB_LABS_30_SUPERVISOR_TEST_JOBS_H_

#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "labs/kit/processes.h"
#include "labs/kit/watched.h"
#include "run_jobs.h"

namespace lab_30 {

using std::chrono::milliseconds;

inline constexpr int kMost = 1000;              // jobs in a test
inline constexpr milliseconds kSoon(800);       // where a job really hangs
inline constexpr milliseconds kNotSoon(60000);  // where none does

// What the jobs write down for the test, in memory that outlives them.
struct Book {
  std::atomic<int> calls[kMost];  // of `work`, by job
  std::atomic<int> inside{0}, most_inside{0};
  std::atomic<int> processes{0};  // that have called `work`
  std::atomic<pid_t> process[kMost];
  std::atomic<pid_t> last_try[kMost];  // the process of the last call, by job
  std::atomic<int> too_early{0};       // calls while the one before still hung

  // Returns which call for this job it is, from 1 on.
  int Begin(int job) {
    const int now = ++inside;
    for (int most = most_inside; most < now && !most_inside.compare_exchange_weak(most, now);) {
    }
    static std::atomic<pid_t> noted{0};  // in the memory of each process
    if (noted.exchange(getpid()) != getpid()) process[processes++ % kMost] = getpid();
    return ++calls[job];
  }
  void End() { --inside; }

  // Of a job that hangs. Who is just ending has a little time for that; who hangs never ends.
  void NoteTry(int job) {
    const pid_t before = last_try[job].exchange(getpid());
    if (before == 0 || before == getpid()) return;
    for (int looks = 0; looks < 1000; ++looks) {
      const std::string state = kit::StatusOf(before, "State:");
      if (state.empty() || state == "Z" || state == "X") return;
      sched_yield();
    }
    ++too_early;
  }
};

using SharedBook = kit::Shared<Book>;

// A job is its number and, maybe, a habit: "3" or "3 aborts".
inline std::string Job(int number, const std::string& habit = "") {
  return std::to_string(number) + (habit.empty() ? "" : " " + habit);
}
inline bool Has(const std::string& job, const std::string& habit) {
  return job.find(" " + habit) != std::string::npos;
}
inline std::vector<std::string> GoodJobs(int count) {
  std::vector<std::string> jobs;
  for (int i = 0; i < count; ++i) jobs.push_back(Job(i));
  return jobs;
}
inline std::string ResultOf(const std::string& job) { return "result of " + job; }

inline Work GoodWork(const SharedBook& book) {
  return [&book](const std::string& job) {
    book->Begin(std::stoi(job));
    book->End();
    return ResultOf(job);
  };
}

// For the message of a failed test.
inline std::string Short(const std::string& text) {
  return text.size() <= 40 ? "\"" + text + "\"" : std::to_string(text.size()) + " bytes";
}

inline void ExpectDone(const Outcome& outcome, const std::string& job, const std::string& result) {
  EXPECT_EQ(outcome.fate, Outcome::kDone) << "job " << Short(job) << " should be done";
  EXPECT_TRUE(outcome.result == result) << "the result of job " << Short(job) << " is "
                                        << Short(outcome.result) << ", not " << Short(result);
}

// All of them done, each once.
inline void ExpectAllDone(const std::vector<Outcome>& outcomes,
                          const std::vector<std::string>& jobs, const SharedBook& book) {
  ASSERT_EQ(outcomes.size(), jobs.size());
  for (size_t i = 0; i < jobs.size(); ++i) {
    ExpectDone(outcomes[i], jobs[i], ResultOf(jobs[i]));
    EXPECT_EQ(book->calls[i], 1) << "calls for job " << jobs[i] << ", which does nothing wrong";
  }
}

// Each process that called `work` has ended, and its parent has waited for it.
inline void ExpectNothingLeft(const SharedBook& book) {
  for (int i = 0; i < std::min<int>(book->processes, kMost); ++i) {
    const pid_t process = book->process[i];
    if (process == 0) continue;  // it was ended before it could note its number
    EXPECT_NE(process, getpid()) << "`work` was called in the caller's own process";
    if (process == getpid()) return;
    EXPECT_TRUE(kill(process, 0) != 0 && errno == ESRCH)
        << "a process is left: it "
        << (kit::StatusOf(process, "State:") == "Z" ? "has ended, and nobody has waited for it"
                                                    : "still runs");
  }
}

// Does what its habit says. Only the first time when it does it "once".
inline void Misbehave(const std::string& job, int call) {
  if (call > 6) return;  // somebody tries and tries
  if (Has(job, "once") && call > 1) return;
  if (Has(job, "segfaults")) *static_cast<volatile int*>(nullptr) = 1;
  if (Has(job, "aborts")) abort();
  if (Has(job, "is killed")) kill(getpid(), SIGKILL);
  if (Has(job, "exits with 0")) _exit(0);
  if (Has(job, "exits with 7")) _exit(7);
  if (Has(job, "throws an int")) throw 5;
  if (Has(job, "throws")) throw std::runtime_error("no good");
  if (Has(job, "spins")) {
    for (volatile bool on = true; on;) {
    }
  }
  if (Has(job, "sleeps")) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, nullptr);
    for (;;) pause();
  }
}

}  // namespace lab_30

#endif  // RACELAB_LABS_30_SUPERVISOR_TEST_JOBS_H_
