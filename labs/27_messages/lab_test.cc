// Lab 27: gives jobs to workers, lets some of them die, and looks at what is booked.
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "bookings.h"
#include "dispatcher.h"
#include "gtest/gtest.h"
#include "labs/kit/processes.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/watched.h"

namespace lab_27 {
namespace {

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

TEST(Functional, OneThatIsNeverUsed) { Dispatcher dispatcher(4, PlusOne); }

// A result is booked in between, and again with all that is known of it.
TEST(Functional, BookUsesAnother) {
  Dispatcher outer(2, PlusOne), inner(2, Twice);
  std::vector<int> booked(6);
  const Strings jobs = Jobs(6, 4);
  outer.RunAll(jobs, [&](size_t number, const std::string& result) {
    ExpectAll(inner, Jobs(3, 30), Twice);
    ASSERT_LT(number, jobs.size());
    ++booked[number];
    EXPECT_EQ(result, PlusOne(jobs[number])) << "booked for job " << number;
  });
  EXPECT_EQ(booked, std::vector<int>(6, 1)) << "times that a result was booked for each job";
}

// A worker has work to give away, too.
TEST(Functional, WorkUsesAnother) {
  const auto work = [](const std::string& job) {
    std::string all;
    Dispatcher inner(2, Twice);
    inner.RunAll({job, job}, [&](size_t, const std::string& result) { all += result; });
    return all;
  };
  Dispatcher outer(2, work);
  ExpectAll(outer, Jobs(4, 3), [](const std::string& job) { return Twice(Twice(job)); });
}

// One child has ended already, one ends meanwhile, and one does not end before it is told to.
TEST(Functional, OtherChildren) {
  const pid_t early = fork();
  if (early == 0) _exit(7);
  siginfo_t info;
  waitid(P_PID, static_cast<id_t>(early), &info, WEXITED | WNOWAIT);  // over, not yet waited for
  auto dispatcher = std::make_unique<Dispatcher>(2, PlusOne);
  const pid_t late = fork();  // inherits all that is open now
  while (late == 0) pause();
  const pid_t meanwhile = fork();
  if (meanwhile == 0) _exit(8);
  ExpectAll(*dispatcher, Jobs(3, 3), PlusOne);
  dispatcher.reset();
  EXPECT_EQ(kit::WaitFor(early).code, 7) << "somebody else has waited for a child of the test";
  EXPECT_EQ(kit::WaitFor(meanwhile).code, 8) << "a child of the test was taken away";
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
  kit::FallsAsleep(crashed, 5000);
  kill(-crashed, SIGKILL);
  while (waitpid(-crashed, nullptr, 0) > 0) {
  }
  ExpectAll(1, Jobs(3, 7));
}

}  // namespace
}  // namespace lab_27
