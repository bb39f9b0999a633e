// Lab 26: lets processes and threads write to the same files, and reads what is in them.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "labs/kit/crash_point.h"
#include "labs/kit/folder.h"
#include "labs/kit/processes.h"
#include "labs/kit/random.h"
#include "labs/kit/threads.h"
#include "shared_log.h"

namespace {

constexpr int kTorn = 3;  // exit code of a process that read half a status

std::string Short(const std::string& line) {
  if (line.size() <= 30) return "\"" + line + "\"";
  return "\"" + line.substr(0, 10) + " ... " + line.substr(line.size() - 10) + "\" (" +
         std::to_string(line.size()) + " bytes)";
}

// The file holds these lines, whatever their order.
void ExpectLines(const std::string& folder, std::vector<std::string> expected) {
  std::vector<std::string> lines;
  std::ifstream file(folder + "/log", std::ios::binary);
  for (std::string line; std::getline(file, line) && !file.eof();) lines.push_back(line);
  EXPECT_EQ(lines.size(), expected.size()) << "lines in the log";
  std::sort(lines.begin(), lines.end());
  std::sort(expected.begin(), expected.end());
  for (const std::string& line : lines) {
    if (std::binary_search(expected.begin(), expected.end(), line)) continue;
    ADD_FAILURE() << "nobody wrote the line " << Short(line);
    return;
  }
  EXPECT_TRUE(lines == expected) << "a line is missing, or there twice";
}

void ExpectAllOk(const std::vector<kit::Fate>& fates) {
  for (size_t i = 0; i < fates.size(); ++i) {
    EXPECT_TRUE(fates[i].Ok()) << "process " << i << " " << fates[i]
                               << (fates[i].code == kTorn ? ": it read half a status" : "");
  }
}

// A line, or a status, that is its own: all its bytes are the letter of `writer`.
std::string Line(int writer, size_t size) {
  return std::string(size, static_cast<char>('a' + writer));
}

TEST(Functional, LinesOfAllLengths) {
  const kit::Folder folder;
  SharedLog log(folder);
  ExpectLines(folder, {});
  std::vector<std::string> lines = {"one", "", "two \t\r words", std::string("a\0b", 3),
                                    Line(0, SharedLog::kLongest)};
  for (const std::string& line : lines) log.Append(line);
  ExpectLines(folder, lines);
}

TEST(Functional, NumbersInARow) {
  const kit::Folder folder;
  SharedLog log(folder);
  for (long i = 1; i <= 101; ++i) EXPECT_EQ(log.NextNumber(), i);
}

TEST(Functional, TheLastStatusHolds) {
  const kit::Folder folder;
  SharedLog log(folder);
  EXPECT_EQ(log.Status(), "");
  for (const std::string& text : {Line(0, SharedLog::kLongest), Line(1, 3), std::string("a\nb"),
                                  std::string("a\0b", 3), std::string(""), std::string("last")}) {
    log.SetStatus(text);
    EXPECT_EQ(log.Status(), text);
  }
}

TEST(Functional, AllGoesOnWithTheNextObject) {
  const kit::Folder folder;
  for (int day = 1; day <= 3; ++day) {
    SharedLog log(folder);
    log.Append("day " + std::to_string(day));
    EXPECT_EQ(log.NextNumber(), 2 * day - 1);
    EXPECT_EQ(log.NextNumber(), 2 * day);
    EXPECT_EQ(log.Status(), day > 1 ? std::to_string(day - 1) : "");
    log.SetStatus(std::to_string(day));
  }
  ExpectLines(folder, {"day 1", "day 2", "day 3"});
}

TEST(Functional, FoldersAreApart) {
  const kit::Folder here, there;
  SharedLog one(here), other(there);
  one.Append("here");
  one.SetStatus("here");
  EXPECT_EQ(one.NextNumber(), 1);
  EXPECT_EQ(other.NextNumber(), 1);
  EXPECT_EQ(other.Status(), "");
  ExpectLines(there, {});
}

// A process that ends without a word more: what it did is there.
TEST(Functional, ItIsThereWhenTheCallIsOver) {
  const kit::Folder folder;
  SharedLog log(folder);
  for (int i = 0; i < 2; ++i) {
    ExpectAllOk({kit::RunProcess([&] {
      log.Append("from a child");
      log.SetStatus(std::to_string(log.NextNumber()));
    })});
  }
  ExpectLines(folder, {"from a child", "from a child"});
  EXPECT_EQ(log.Status(), "2");
  EXPECT_EQ(log.NextNumber(), 3);
}

using Run = void (*)(int n, const std::function<void(int)>& f);

void InProcesses(int n, const std::function<void(int)>& f) { ExpectAllOk(kit::RunProcesses(n, f)); }

void Appending(Run run, size_t size) {
  const kit::Folder folder;
  SharedLog log(folder);
  run(2, [&](int i) { log.Append(Line(i, size + i)); });
  log.Append("end");
  ExpectLines(folder, {Line(0, size), Line(1, size + 1), "end"});
}

TEST(Explore, ProcessesAppend) { Appending(InProcesses, 9000); }

TEST(Explore, ThreadsAppend) { Appending(kit::RunThreads, 9000); }

void Counting(Run run) {
  const kit::Folder folder;
  SharedLog log(folder);
  EXPECT_EQ(log.NextNumber(), 1);
  const kit::Shared<std::atomic<long>> sum(0);
  run(2, [&](int) { *sum += log.NextNumber(); });
  EXPECT_EQ(*sum, 2 + 3) << "the sum of two numbers, which should be 2 and 3";
  EXPECT_EQ(log.NextNumber(), 4);
}

TEST(Explore, ProcessesCount) { Counting(InProcesses); }

TEST(Explore, ThreadsCount) { Counting(kit::RunThreads); }

TEST(Explore, OneReadsTheStatus) {
  const kit::Folder folder;
  SharedLog log(folder);
  log.SetStatus(Line(0, 100));
  InProcesses(2, [&](int i) {
    if (i == 0) return log.SetStatus(Line(1, 9000));
    const std::string status = log.Status();
    if (status != Line(0, 100) && status != Line(1, 9000)) _exit(kTorn);
  });
  EXPECT_EQ(log.Status(), Line(1, 9000));
}

TEST(Explore, OneReadsWhileTheStatusIsSetTwice) {
  const kit::Folder folder;
  SharedLog log(folder);
  log.SetStatus(Line(0, 100));
  InProcesses(2, [&](int i) {
    if (i == 0) {
      log.SetStatus(Line(1, 200));
      return log.SetStatus(Line(2, 9000));
    }
    const std::string status = log.Status();
    if (status != Line(0, 100) && status != Line(1, 200) && status != Line(2, 9000)) _exit(kTorn);
  });
}

void Replacing(Run run) {
  const kit::Folder folder;
  SharedLog log(folder);
  run(2, [&](int i) { log.SetStatus(Line(i, 100 * (2 - i))); });
  const std::string status = log.Status();
  EXPECT_TRUE(status == Line(0, 200) || status == Line(1, 100)) << "it is " << Short(status);
}

TEST(Explore, ProcessesSetTheStatus) { Replacing(InProcesses); }

TEST(Explore, ThreadsSetTheStatus) { Replacing(kit::RunThreads); }

// A process draws numbers, and dies at any step. The others draw other ones, and go on.
TEST(Crash, NumbersAreNotGivenAgain) {
  const kit::Folder folder;
  SharedLog log(folder);
  const kit::Shared<std::atomic<long>> last(0);
  kit::RunProcess([&] {
    *last = log.NextNumber();
    kit::MayDie();
    *last = log.NextNumber();
  });
  const long next = log.NextNumber();
  EXPECT_GT(next, *last) << "a number was given twice";
  EXPECT_GT(log.NextNumber(), next);
}

TEST(Crash, AStatusIsWhole) {
  const kit::Folder folder;
  SharedLog log(folder);
  log.SetStatus("old");
  kit::RunProcess([&] {
    kit::MayDie();
    log.SetStatus("the new one");
    log.Append("a line");
  });
  EXPECT_TRUE(log.Status() == "old" || log.Status() == "the new one") << Short(log.Status());
  log.Append("another line");
  log.SetStatus("newer");
  EXPECT_EQ(log.Status(), "newer");
}

TEST(Stress, FourProcessesWithTwoThreadsEach) {
  const kit::Folder folder;
  SharedLog log(folder);
  const int rounds = kit::RandomBetween(8, 12);
  const size_t size = kit::RandomBetween(5000, 9000);
  const kit::Shared<std::atomic<long>> sum(0);
  log.SetStatus(Line(0, 100));
  InProcesses(4, [&](int process) {
    kit::RunThreads(2, [&](int thread) {
      const int me = 2 * process + thread;
      for (int i = 0; i < rounds; ++i) {
        log.Append(Line(me, size + me));
        *sum += log.NextNumber();
        log.SetStatus(Line(me, 100 + me));
        const std::string status = log.Status();
        if (status.size() < 100 || status != Line(status[0] - 'a', status.size())) _exit(kTorn);
      }
    });
  });
  std::vector<std::string> lines;
  for (int i = 0; i < 8 * rounds; ++i) lines.push_back(Line(i % 8, size + i % 8));
  ExpectLines(folder, lines);
  EXPECT_EQ(*sum, 4L * rounds * (8 * rounds + 1)) << "the sum of all numbers";
}

}  // namespace
