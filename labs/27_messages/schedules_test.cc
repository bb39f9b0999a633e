// Lab 27: workers that die, calls that fail, and many at a time.
#include <sched.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <vector>

#include "bookings.h"
#include "dispatcher.h"
#include "gtest/gtest.h"
#include "labs/kit/crash_point.h"
#include "labs/kit/processes.h"
#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"

namespace lab_27 {
namespace {

// What the workers of one test note down, in memory that all of them share.
struct Notes {
  std::atomic<int> may_die{0};       // so many workers from now on
  std::atomic<int> calls[256] = {};  // of `work`, by the first byte of the job
  std::atomic<int> running{0};       // calls at the same time, as long as nobody dies
  std::atomic<int> too_many{0};      // calls that were the third at the same time, or more
};

// Notes the call. The first workers of all may die from here on.
std::string NoteAndAdd(Notes& notes, const std::string& job) {
  if (notes.may_die > 0 && notes.may_die-- > 0) kit::MayDie();
  ++notes.calls[static_cast<unsigned char>(job[0])];
  if (++notes.running > 2) ++notes.too_many;
  const std::string result = PlusOne(job);
  --notes.running;
  return result;
}

void ExpectCalls(const Notes& notes, int jobs, int deaths) {
  for (int i = 0; i < jobs; ++i) {
    EXPECT_GE(notes.calls['a' + i], 1) << "job " << i << " was never done";
    EXPECT_LE(notes.calls['a' + i], 1 + deaths) << "calls of `work` for job " << i;
  }
}

TEST(Explore, TwoWorkers) {
  const kit::Shared<Notes> notes;
  const auto work = [&](const std::string& job) { return NoteAndAdd(*notes, job); };
  {
    Dispatcher dispatcher(2, work);
    ExpectAll(dispatcher, {"a", "bb", "c"}, PlusOne);
  }
  ExpectCalls(*notes, 3, 0);
  EXPECT_EQ(notes->too_many, 0) << "more than two jobs were being done at the same time";
}

TEST(Explore, TwoProcessesWithOneWorkerEach) {
  const auto fates = kit::RunProcesses(2, [&](int i) {
    const std::string job(1, static_cast<char>('a' + i));
    int booked = 0;
    Dispatcher dispatcher(1, PlusOne);
    dispatcher.RunAll({job}, [&](size_t number, const std::string& result) {
      ++booked;
      if (number != 0 || result != PlusOne(job)) _exit(kWrong);
    });
    if (booked != 1) _exit(kWrong);
  });
  for (const kit::Fate& fate : fates) {
    EXPECT_TRUE(fate.Ok()) << "a process with a dispatcher of its own " << fate
                           << (fate.code == kWrong ? ": it booked the result of another" : "");
  }
}

// `book` uses memory of its own without a lock, as one call at a time may.
TEST(Explore, OneBooksAtATime) {
  Dispatcher dispatcher(2, PlusOne);
  int booked = 0;
  dispatcher.RunAll({"a", "b"}, [&](size_t, const std::string&) { ++booked; });
  EXPECT_EQ(booked, 2);
}

// Nobody is killed here, so nobody may be taken for dead.
TEST(Faults, TwoWorkers) {
  const kit::Shared<Notes> notes;
  const auto work = [&](const std::string& job) { return NoteAndAdd(*notes, job); };
  {
    Dispatcher dispatcher(2, work);
    ExpectAll(dispatcher, {"a", "bbbbb", "c"}, PlusOne);
  }
  ExpectCalls(*notes, 3, 0);
  EXPECT_EQ(notes->too_many, 0) << "more than two jobs were being done at the same time";
}

// One of two workers dies at any step after the beginning of its first job.
TEST(Crash, OneDies) {
  const kit::Shared<Notes> notes;
  notes->may_die = 1;
  const auto work = [&](const std::string& job) { return NoteAndAdd(*notes, job); };
  {
    Dispatcher dispatcher(2, work);
    ExpectAll(dispatcher, {"a", "b", "c"}, PlusOne);
    ExpectAll(dispatcher, {"d", "e"}, PlusOne);
  }
  ExpectCalls(*notes, 5, 1);
}

// A second one dies, perhaps with the job that the first one left.
TEST(Crash, TwoDie) {
  const kit::Shared<Notes> notes;
  notes->may_die = 2;
  const auto work = [&](const std::string& job) { return NoteAndAdd(*notes, job); };
  {
    Dispatcher dispatcher(3, work);
    ExpectAll(dispatcher, {"a", "b", "c"}, PlusOne);
  }
  ExpectCalls(*notes, 3, 2);
}

TEST(Parallel, AllWorkAtOnce) {
  const kit::Shared<kit::Rendezvous> all(3);
  Dispatcher dispatcher(3, [&](const std::string& job) {
    all->Meet();
    return PlusOne(job);
  });
  ExpectAll(dispatcher, Jobs(6, 5), PlusOne);
}

// The first job is not over before all others are.
TEST(Parallel, NobodyWaitsForALongJob) {
  const kit::Shared<std::atomic<int>> missing(12);
  Dispatcher dispatcher(2, [&](const std::string& job) {
    if (job[0] != 'a') --*missing;
    while (job[0] == 'a' && *missing > 0) sched_yield();
    return PlusOne(job);
  });
  ExpectAll(dispatcher, Jobs(13, 5), PlusOne);
}

// Ends this process later, wherever it is by then. No handler, so nothing can catch it.
void DieAfter(int microseconds) {
  const itimerval soon = {{0, 0}, {0, microseconds}};
  signal(SIGALRM, SIG_DFL);
  setitimer(ITIMER_REAL, &soon, nullptr);
}

TEST(Stress, WorkersAreKilled) {
  for (int round = 0; round < 15; ++round) {
    const kit::Shared<std::atomic<int>> may_die(2);
    const int life = kit::RandomBetween(50, 1000);
    Dispatcher dispatcher(3, [&](const std::string& job) {
      if (*may_die > 0 && (*may_die)-- > 0) DieAfter(life);
      return PlusOne(job);
    });
    for (int call = 0; call < 3; ++call) {
      ExpectAll(dispatcher, Jobs(20, kit::RandomBetween(1, Dispatcher::kLongest)), PlusOne);
    }
  }
}

TEST(Stress, NobodyDies) {
  const kit::Shared<std::atomic<int>> calls(0);
  Dispatcher dispatcher(4, [&](const std::string& job) {
    ++*calls;
    return PlusOne(job);
  });
  Strings jobs;
  for (int i = 0; i < 200; ++i) {
    jobs.emplace_back(kit::RandomBetween(0, Dispatcher::kLongest), static_cast<char>('a' + i % 26));
  }
  ExpectAll(dispatcher, jobs, PlusOne);
  EXPECT_EQ(*calls, 200) << "calls of `work`";
}

}  // namespace
}  // namespace lab_27
