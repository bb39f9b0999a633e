// Lab 27: gives jobs to workers, lets some of them die, and looks at what is booked.
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "dispatcher.h"
#include "gtest/gtest.h"
#include "labs/kit/crash_point.h"
#include "labs/kit/processes.h"
#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/watched.h"

namespace {

using Strings = std::vector<std::string>;

constexpr int kWrong = 3;  // exit code of a process that booked something else

// What the workers do in most tests: every byte plus one.
std::string PlusOne(const std::string& job) {
  std::string result = job;
  for (char& byte : result) byte = static_cast<char>(byte + 1);
  return result;
}

// `count` jobs, each of `size` bytes, of which no two neighbours are the same.
Strings Jobs(int count, size_t size) {
  Strings jobs;
  for (int i = 0; i < count; ++i) jobs.emplace_back(size, static_cast<char>('a' + i % 26));
  return jobs;
}

// For the message of a failed test.
std::string Short(const std::string& text) {
  if (text.size() <= 30) return "\"" + text + "\"";
  return std::to_string(text.size()) + " bytes that begin with \"" + text.substr(0, 20) + "\"";
}

// Has all jobs done, and looks whether each of them is booked once, with its own result.
void ExpectAll(Dispatcher& dispatcher, const Strings& jobs, const Dispatcher::Work& work) {
  std::vector<int> booked(jobs.size());
  dispatcher.RunAll(jobs, [&](size_t number, const std::string& result) {
    if (number >= jobs.size()) {
      ADD_FAILURE() << "booked for job " << number << " of " << jobs.size();
      return;
    }
    ++booked[number];
    const std::string expected = work(jobs[number]);
    EXPECT_TRUE(result == expected) << "booked for job " << number << ": " << Short(result)
                                    << " instead of " << Short(expected);
  });
  for (size_t i = 0; i < jobs.size(); ++i) {
    EXPECT_EQ(booked[i], 1) << "times that a result was booked for job " << i;
  }
}

void ExpectAll(int workers, const Strings& jobs) {
  Dispatcher dispatcher(workers, PlusOne);
  ExpectAll(dispatcher, jobs, PlusOne);
}

TEST(Functional, OneJob) { ExpectAll(1, {"hello"}); }

TEST(Functional, JobsOfAllKinds) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  const Strings jobs = {"",
                        "a",
                        std::string("\0\0\1\0", 4),
                        all + all,
                        "",
                        "two\nlines",
                        "{\"a\": \"}",
                        std::string(Dispatcher::kLongest, 'x')};
  ExpectAll(1, jobs);
  ExpectAll(2, jobs);
}

TEST(Functional, CallAfterCall) {
  Dispatcher dispatcher(2, PlusOne);
  for (int i = 0; i < 5; ++i) ExpectAll(dispatcher, Jobs(3 * i, 5 + i), PlusOne);
}

TEST(Functional, MoreThanAnyQueueHolds) {
  for (const int workers : {1, 2}) ExpectAll(workers, Jobs(300, Dispatcher::kLongest));
}

TEST(Functional, ASmallJobMakesALargeResult) {
  const auto work = [](const std::string& job) {
    return std::string(job.size() == 1 ? Dispatcher::kLongest : 1, 'r');
  };
  Dispatcher dispatcher(2, work);
  ExpectAll(dispatcher, Jobs(300, 1), work);
  ExpectAll(dispatcher, Jobs(300, Dispatcher::kLongest), work);
}

// The first job waits a while for others to be done. Its result is not the first one.
TEST(Functional, ResultsInAnotherOrder) {
  const kit::Shared<std::atomic<int>> done(0);
  const auto work = [&](const std::string& job) {
    for (int looks = 0; job[0] == 'a' && *done < 4 && looks < 100'000; ++looks) sched_yield();
    ++*done;
    return PlusOne(job);
  };
  Dispatcher dispatcher(2, work);
  ExpectAll(dispatcher, Jobs(8, 3), PlusOne);
}

TEST(Functional, ItIsDoneInAnotherProcess) {
  const pid_t me = getpid();
  const auto work = [me](const std::string&) { return getpid() != me ? "there" : "here"; };
  Dispatcher dispatcher(2, work);
  ExpectAll(dispatcher, Jobs(4, 3), [](const std::string&) { return "there"; });
}

std::string Twice(const std::string& job) { return job + job; }

TEST(Functional, TwoAtATime) {
  for (const bool first_ends_first : {true, false}) {
    auto first = std::make_unique<Dispatcher>(2, PlusOne);
    auto second = std::make_unique<Dispatcher>(2, Twice);
    for (int i = 1; i <= 2; ++i) {
      ExpectAll(*second, Jobs(3, 10 + i), Twice);
      ExpectAll(*first, Jobs(3, 10 + i), PlusOne);
    }
    (first_ends_first ? first : second).reset();
    if (first != nullptr) ExpectAll(*first, Jobs(2, 20), PlusOne);
    if (second != nullptr) ExpectAll(*second, Jobs(2, 20), Twice);
  }
}

// One child has ended already, the other one does not end before it is told to.
TEST(Functional, OtherChildren) {
  const pid_t early = fork();
  if (early == 0) _exit(7);
  siginfo_t info;
  waitid(P_PID, static_cast<id_t>(early), &info, WEXITED | WNOWAIT);  // over, not yet waited for
  auto dispatcher = std::make_unique<Dispatcher>(2, PlusOne);
  const pid_t late = fork();  // inherits all that is open now
  while (late == 0) pause();
  ExpectAll(*dispatcher, Jobs(3, 3), PlusOne);
  dispatcher.reset();
  EXPECT_EQ(kit::WaitFor(early).code, 7) << "somebody else has waited for a child of the test";
  kill(late, SIGKILL);
  EXPECT_EQ(kit::WaitFor(late).signal, SIGKILL) << "somebody else has waited for this child";
}

// All processes of a run are killed in the middle of it. Its other jobs must not come up again.
TEST(Functional, AfterACrash) {
  const kit::Shared<kit::Rendezvous> begun(2);
  prctl(PR_SET_CHILD_SUBREAPER, 1);  // its workers become children of this process
  const pid_t crashed = fork();
  if (crashed == 0) {
    setpgid(0, 0);
    try {
      Dispatcher dispatcher(1, [&](const std::string&) -> std::string {
        begun->Meet();
        for (;;) pause();
      });
      dispatcher.RunAll(Jobs(8, 100), [](size_t, const std::string&) {});
    } catch (...) {
      begun->Meet();  // the test goes on, and will see for itself what is wrong
    }
    _exit(0);
  }
  begun->Meet();
  for (int looks = 0; looks < 5000 && kit::StatusOf(crashed, "State:") != "S"; ++looks) {
    sched_yield();
  }
  kill(-crashed, SIGKILL);
  while (waitpid(-crashed, nullptr, 0) > 0) {
  }
  ExpectAll(1, Jobs(3, 7));
}

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
