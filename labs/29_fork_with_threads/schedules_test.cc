// Lab 29: some log while others run helpers.
#include <semaphore.h>

#include <atomic>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "labs/kit/processes.h"
#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"
#include "log_of_lines.h"
#include "workshop.h"

namespace lab_29 {
namespace {

// One thread runs a helper, which logs, while another thread logs.
void OneLogsOneRuns(long size) {
  const Folder folder;
  const Lines one = {Line("caller", size), Line("helper", size), Line("caller again", size)};
  const Lines other = {Line("other", size), Line("other again", size)};
  {
    Workshop workshop(folder.Log(), {LogAndCount({one[1]}, size, 1)});
    kit::RunThreads(2, [&](int i) {
      if (i == 1) {
        for (const std::string& line : other) workshop.Log(line);
        return;
      }
      workshop.Log(one[0]);
      const Totals sum = workshop.Sum();
      EXPECT_EQ(sum.bytes, sum.lines * size) << "lines without their bytes";
      ExpectResult(workshop.RunHelper(0));
      workshop.Log(one[2]);
    });
    ExpectSum(workshop, 4, 4 * size);
  }
  ExpectLog(folder.Log(), {one, other});
}

TEST(Explore, OneLogsShortLines) { OneLogsOneRuns(12); }

TEST(Explore, OneLogsLongLines) { OneLogsOneRuns(5000); }

TEST(Explore, TwoRunHelpers) {
  const Folder folder;
  const std::vector<Lines> lines = {{"A", "a"}, {"B", "b"}};
  const std::vector<Workshop::Helper> helpers = {LogAndCount({"a"}, 1, 1, 100),
                                                 LogAndCount({"b"}, 1, 1, 101)};
  {
    Workshop workshop(folder.Log(), helpers);
    kit::RunThreads(2, [&](int i) {
      workshop.Log(lines[i][0]);
      ExpectResult(workshop.RunHelper(i), 100 + i);
    });
  }
  ExpectLog(folder.Log(), lines);
}

// Two threads run the same helper at the same time. Each gets the result of its own one.
TEST(Explore, TwoRunTheSameHelper) {
  const Folder folder;
  const kit::Shared<std::atomic<int>> drawn(100);
  Workshop workshop(folder.Log(), {[&](Workshop&) { return ++*drawn; }});
  int results[2] = {0, 0};
  kit::RunThreads(2, [&](int i) { results[i] = workshop.RunHelper(0); });
  EXPECT_NE(results[0], results[1]) << "both threads got the result of one helper";
  EXPECT_EQ(results[0] + results[1], 101 + 102);
}

// The fork may happen while another thread is in Sum(). The helper needs what Sum() needs.
TEST(Explore, OneSumsOneRuns) {
  const Folder folder;
  Workshop workshop(folder.Log(), {LogAndCount({"h"}, 1, 1)});
  workshop.Log("a");
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return ExpectResult(workshop.RunHelper(0));
    for (int look = 0; look < 2; ++look) ExpectSum(workshop, 1, 1);
  });
}

// The helper of one thread waits until the other thread has done `act`.
void WaitsFor(const Workshop::Helper& second, const std::function<void(Workshop&)>& act) {
  const Folder folder;
  const kit::Shared<sem_t> done;  // helpers know what is there before the workshop is
  sem_init(&*done, 1, 0);
  const auto wait = [&](Workshop&) { return sem_wait(&*done) == 0 ? kContent : 0; };
  Workshop workshop(folder.Log(), {wait, second});
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return ExpectResult(workshop.RunHelper(0));
    act(workshop);
    sem_post(&*done);
  });
}

TEST(Explore, LogDoesNotWaitForAHelper) {
  WaitsFor(nullptr, [](Workshop& workshop) {
    workshop.Log("on");
    ExpectSum(workshop, 1, 2);
  });
}

TEST(Explore, AHelperDoesNotWaitForAnother) {
  WaitsFor([](Workshop&) { return kContent; },
           [](Workshop& workshop) { ExpectResult(workshop.RunHelper(1)); });
}

// As many helpers as may run at the same time wait for each other.
TEST(Stress, AllHelpersAtOnce) {
  const Folder folder;
  const kit::Shared<kit::Rendezvous> all(Workshop::kMostHelpers);
  Workshop workshop(folder.Log(), {[&](Workshop&) {
                      all->Meet();
                      return kContent;
                    }});
  kit::RunThreads(Workshop::kMostHelpers, [&](int) { ExpectResult(workshop.RunHelper(0)); });
}

// All threads log; the first `runners` of four run a helper after each line, which logs two.
void Stress(int runners) {
  const Folder folder;
  const long size = kit::RandomBetween(12, 3000);
  const int rounds = kit::RandomBetween(6, 9);
  std::vector<Lines> lines(4);
  std::vector<Workshop::Helper> helpers;
  long logged = 0;
  for (int i = 0; i < 4; ++i) {
    const bool runs = i < runners;
    const std::string me = std::to_string(i);
    const Lines of_helper = {Line("h" + me, size), Line("i" + me, size)};
    if (runs) helpers.push_back(LogAndCount(of_helper, size, 1));
    for (int n = 0; n < (runs ? rounds : 40 * rounds); ++n, ++logged) {
      lines[i].push_back(Line(me + " " + std::to_string(n), size));
      if (runs) lines[i].insert(lines[i].end(), of_helper.begin(), of_helper.end());
    }
  }
  {
    Workshop workshop(folder.Log(), helpers);
    kit::RunThreads(4, [&](int i) {
      for (size_t n = 0; n < lines[i].size(); n += i < runners ? 3 : 1) {
        workshop.Log(lines[i][n]);
        if (i < runners) ExpectResult(workshop.RunHelper(i));
      }
    });
    ExpectSum(workshop, logged, logged * size);
  }
  ExpectLog(folder.Log(), lines);
}

TEST(Stress, OneRunsHelpers) { Stress(1); }

TEST(Stress, TwoRunHelpers) { Stress(2); }

}  // namespace
}  // namespace lab_29
