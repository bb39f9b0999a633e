// More tests of lab 26: many numbers, a second call of one process, and who goes on after a death.
#include <atomic>
#include <fstream>
#include <iterator>
#include <string>

#include "gtest/gtest.h"
#include "labs/kit/crash_point.h"
#include "labs/kit/folder.h"
#include "labs/kit/processes.h"
#include "shared_log.h"

namespace {

std::string LogIn(const std::string& folder) {
  std::ifstream file(folder + "/log", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(Functional, ManyNumbers) {
  const kit::Folder folder;
  SharedLog log(folder);
  for (long i = 1; i <= 10'010; ++i) ASSERT_EQ(log.NextNumber(), i);
}

// However soon one follows on the other, and as long as it is.
TEST(Functional, WhatAnotherProcessHasSet) {
  const kit::Folder folder;
  SharedLog log(folder);
  for (const std::string text : {"open", "shut", "open", "left"}) {
    EXPECT_TRUE(kit::RunProcess([&] { log.SetStatus(text); }).Ok());
    EXPECT_EQ(log.Status(), text);
  }
}

TEST(Explore, OneCountsTwice) {
  const kit::Folder folder;
  SharedLog log(folder);
  const kit::Shared<std::atomic<long>> sum(0);
  const auto fates = kit::RunProcesses(2, [&](int i) {
    *sum += log.NextNumber();
    if (i == 0) *sum += log.NextNumber();
  });
  for (const kit::Fate& fate : fates) EXPECT_TRUE(fate.Ok()) << fate;
  EXPECT_EQ(*sum, 1 + 2 + 3) << "the sum of three numbers, which should be 1, 2 and 3";
}

// A process dies at any step of Append(). Of its line there is a beginning, of the other one all.
TEST(Crash, LinesAreWholeOrABeginning) {
  const kit::Folder folder;
  SharedLog log(folder);
  log.Append("old");
  kit::RunProcess([&] {
    kit::MayDie();
    log.Append("cut short");
  });
  log.Append("new");
  const std::string text = LogIn(folder), cut = "cut short\n";
  bool whole = false;
  for (size_t n = 0; n <= cut.size(); ++n) {
    whole |=
        text == "old\n" + cut.substr(0, n) + "new\n" || text == "old\nnew\n" + cut.substr(0, n);
  }
  EXPECT_TRUE(whole) << "the log holds " << testing::PrintToString(text);
}

// A process dies at any step of NextNumber(). Then two others draw at the same time.
TEST(Crash, TwoGoOnAtOnce) {
  const kit::Folder folder;
  SharedLog log(folder);
  kit::RunProcess([&] {
    kit::MayDie();
    log.NextNumber();
  });
  const kit::Shared<std::atomic<long>> numbers[2];
  const auto fates = kit::RunProcesses(2, [&](int i) { *numbers[i] = log.NextNumber(); });
  for (const kit::Fate& fate : fates) EXPECT_TRUE(fate.Ok()) << fate;
  EXPECT_NE(*numbers[0], *numbers[1]) << "a number was given twice";
}

}  // namespace
