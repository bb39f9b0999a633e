// Lab 29: lets threads log while others run helpers, and reads the log and what the helpers say.
#include <fcntl.h>
#include <semaphore.h>
#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "labs/kit/processes.h"
#include "labs/kit/random.h"
#include "labs/kit/threads.h"
#include "workshop.h"

namespace {

using Lines = std::vector<std::string>;

constexpr long kLongest = Workshop::kLongest;

// What helpers return.
constexpr int kHalf = 71, kForgotten = 72, kMiscounted = 73, kSameProcess = 74, kInherited = 75;
constexpr int kContent = 76;

void ExpectResult(int result, int expected = kContent) {
  constexpr const char* kMeaning[] = {
      "Sum() has lines without their bytes", "Sum() lacks lines that its caller logged",
      "Sum() did not grow by the helper's line", "it runs in the process of its caller",
      "exec would hand on a descriptor"};
  const bool known = result >= kHalf && result <= kInherited;
  EXPECT_EQ(result, expected) << "of the helper" << (known ? ": " : "")
                              << (known ? kMeaning[result - kHalf] : "");
}

// An empty folder, gone with all that is in it at the end.
class Folder {
 public:
  Folder() {
    if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no folder for the test");
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string Log() const { return path_ + "/log"; }
  std::string Other() const { return path_ + "/other"; }

 private:
  std::string path_ = "/tmp/racelab-29-XXXXXX";
};

std::string Content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The text, and dots up to `size` bytes.
std::string Line(std::string text, long size) {
  text.resize(size, '.');
  return text;
}

// The file holds these lines and no others, each list in its order.
void ExpectLog(const std::string& path, const std::vector<Lines>& lists) {
  std::vector<size_t> next(lists.size());
  std::ifstream file(path, std::ios::binary);
  for (std::string line; std::getline(file, line);) {
    size_t i = 0;
    while (i < lists.size() && (next[i] == lists[i].size() || lists[i][next[i]] != line)) ++i;
    if (file.eof() || i == lists.size()) {
      ADD_FAILURE() << "a line of the log is twice there, too early or torn: "
                    << line.substr(0, 30);
      return;
    }
    ++next[i];
  }
  for (size_t i = 0; i < lists.size(); ++i) {
    if (next[i] == lists[i].size()) continue;
    ADD_FAILURE() << "a line is not in the log: " << lists[i][next[i]].substr(0, 30);
    return;
  }
}

// A helper that logs `lines`, all of `size` bytes, as its caller's are. Sum() counts at least
// `of_caller`. When all is right it returns `content`.
Workshop::Helper LogAndCount(Lines lines, long size, long of_caller, int content = kContent) {
  return [=](Workshop& workshop) {
    Totals before = workshop.Sum();
    if (before.bytes != before.lines * size) return kHalf;
    if (before.lines < of_caller) return kForgotten;
    for (const std::string& line : lines) {
      workshop.Log(line);
      const Totals now = workshop.Sum();
      if (now.lines != before.lines + 1 || now.bytes != now.lines * size) return kMiscounted;
      before = now;
    }
    return content;
  };
}

void ExpectSum(const Workshop& workshop, long lines, long bytes) {
  const Totals sum = workshop.Sum();
  EXPECT_EQ(sum.lines, lines);
  EXPECT_EQ(sum.bytes, bytes);
}

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
