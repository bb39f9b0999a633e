// Lab 29: lets threads log while others run helpers, and reads the log and what the helpers say.
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "labs/kit/processes.h"
#include "labs/kit/threads.h"
#include "log_of_lines.h"
#include "workshop.h"

namespace lab_29 {
namespace {

TEST(Functional, TheLog) {
  const Folder folder;
  const Lines lines = {"one", "", "two \t\r words", Line("long", kLongest), "end"};
  for (int day = 1; day <= 2; ++day) {  // the second workshop empties the log
    Workshop workshop(folder.Log(), {});
    ExpectSum(workshop, 0, 0);
    for (const std::string& line : lines) workshop.Log(line);
    ExpectSum(workshop, 5, 3 + 0 + 12 + kLongest + 3);
  }
  ExpectLog(folder.Log(), {lines});
}

TEST(Functional, HelpersReturnNumbers) {
  const Folder folder;
  const pid_t caller = getpid();
  Workshop workshop(
      folder.Log(),
      {[](Workshop&) { return 0; }, [](Workshop&) { return 1; }, [](Workshop&) { return 255; },
       [=](Workshop&) { return getpid() != caller ? kContent : kSameProcess; }});
  ExpectResult(workshop.RunHelper(2), 255);
  ExpectResult(workshop.RunHelper(0), 0);
  ExpectResult(workshop.RunHelper(1), 1);
  ExpectResult(workshop.RunHelper(3));
  ExpectResult(workshop.RunHelper(0), 0);
}

// More kinds of helpers than may run at the same time.
TEST(Functional, ManyHelpers) {
  const Folder folder;
  std::vector<Workshop::Helper> helpers;
  for (int i = 0; i < 40; ++i) helpers.push_back([i](Workshop&) { return 100 + i; });
  Workshop workshop(folder.Log(), helpers);
  for (const int number : {39, 0, 8, 31, 7, 16}) {
    ExpectResult(workshop.RunHelper(number), 100 + number);
  }
}

// One at a time, but more than any fixed number of places.
TEST(Functional, HelpersRunAgainAndAgain) {
  const Folder folder;
  Workshop workshop(folder.Log(), {[](Workshop&) { return 5; }, [](Workshop&) { return 6; }});
  for (int i = 0; i < 150; ++i) ExpectResult(workshop.RunHelper(i % 2), 5 + i % 2);
}

// Lines of the caller, of a helper, and so on.
void TakeTurns(long size) {
  const Folder folder;
  const Lines lines = {Line("1", size), Line("2", size), Line("h", size), Line("i", size),
                       Line("3", size), Line("h", size), Line("i", size), Line("4", size)};
  {
    Workshop workshop(folder.Log(), {LogAndCount({lines[2], lines[3]}, size, 2)});
    workshop.Log(lines[0]);
    workshop.Log(lines[1]);
    ExpectResult(workshop.RunHelper(0));
    ExpectLog(folder.Log(), {Lines(lines.begin(), lines.begin() + 4)});  // it is there at once
    ExpectSum(workshop, 2, 2 * size);
    workshop.Log(lines[4]);
    ExpectResult(workshop.RunHelper(0));
    ExpectSum(workshop, 3, 3 * size);
    workshop.Log(lines[7]);
  }
  ExpectLog(folder.Log(), {lines});
}

TEST(Functional, HelpersLogShortLines) { TakeTurns(10); }

TEST(Functional, HelpersLogLongLines) { TakeTurns(5000); }

std::atomic<int>* ends = nullptr;  // in the test that counts them

void CountEnd() {
  if (ends != nullptr) ++*ends;
}

TEST(Functional, HelpersDoNotEndTheProgram) {
  const Folder folder;
  const kit::Shared<std::atomic<int>> counted(0);
  ends = &*counted;
  atexit(CountEnd);
  std::FILE* const file = std::fopen(folder.Other().c_str(), "we");
  std::fputs("in the buffer", file);
  {
    Workshop workshop(folder.Log(), {[](Workshop&) { return kContent; }});
    std::fputs(" since then", file);
    ExpectResult(workshop.RunHelper(0));
    ExpectResult(workshop.RunHelper(0));
  }
  std::fclose(file);
  EXPECT_EQ(Content(folder.Other()), "in the buffer since then") << "what was in a buffer of stdio";
  EXPECT_EQ(*counted, 0) << "handlers of atexit() called in other processes";
  ends = nullptr;
}

// How many descriptors a program would inherit that is started by exec.
int Inherited() {
  int inherited = 0;
  for (int i = 0; i < 256; ++i) {
    const int flags = fcntl(i, F_GETFD);
    if (flags >= 0 && (flags & FD_CLOEXEC) == 0) ++inherited;
  }
  return inherited;
}

TEST(Functional, ProgramsInheritNothing) {
  const Folder folder;
  const int before = Inherited();
  const auto look = [before](Workshop& workshop) {
    workshop.Log("a line");
    return Inherited() <= before ? kContent : kInherited;
  };
  Workshop workshop(folder.Log(), {look});
  workshop.Log("a line");
  EXPECT_LE(Inherited(), before) << "exec would hand on a descriptor";
  ExpectResult(workshop.RunHelper(0));
}

// Another thread may start a program while a helper works.
TEST(Functional, ProgramsInheritNothingMeanwhile) {
  const Folder folder;
  const kit::Shared<std::atomic<bool>> works(false), looked(false);
  const auto wait = [&](Workshop&) {
    *works = true;
    while (!*looked) sched_yield();
    return kContent;
  };
  Workshop workshop(folder.Log(), {wait});
  const int before = Inherited();
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return ExpectResult(workshop.RunHelper(0));
    while (!*works) sched_yield();
    EXPECT_LE(Inherited(), before) << "exec would hand on a descriptor while a helper works";
    *looked = true;
  });
}

}  // namespace
}  // namespace lab_29
