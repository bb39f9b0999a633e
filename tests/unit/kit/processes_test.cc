// Processes and crash points of the kit: fates, the start gate, and death at a named place.
#include "labs/kit/processes.h"

#include <signal.h>
#include <stdlib.h>

#include <atomic>
#include <stdexcept>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labs/kit/crash_point.h"

namespace {

struct Notes {
  std::atomic<int> arrived{0};
  pid_t pids[8] = {};
};

TEST(RunProcesses, EachRunsInAProcessOfItsOwn) {
  const kit::Shared<Notes> notes;
  const auto fates = kit::RunProcesses(4, [&](int i) { notes->pids[i] = getpid(); });
  ASSERT_EQ(fates.size(), 4u);
  for (int i = 0; i < 4; ++i) {
    EXPECT_TRUE(fates[i].Ok());
    EXPECT_NE(notes->pids[i], getpid());
    for (int k = 0; k < i; ++k) EXPECT_NE(notes->pids[i], notes->pids[k]);
  }
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
}

// Each waits for the others: this ends only when all run at the same time.
TEST(RunProcesses, AllRunAtTheSameTime) {
  const kit::Shared<Notes> notes;
  kit::RunProcesses(3, [&](int) {
    ++notes->arrived;
    while (notes->arrived < 3) sched_yield();
  });
  EXPECT_EQ(notes->arrived, 3);
}

TEST(RunProcesses, FatesArePlainData) {
  const auto fates = kit::RunProcesses(4, [](int i) {
    if (i == 1) throw std::runtime_error("no");
    if (i == 2) kill(getpid(), SIGKILL);
    if (i == 3) _exit(7);
  });
  EXPECT_TRUE(fates[0].Ok());
  EXPECT_EQ(testing::PrintToString(fates[0]), "exited with code 0");
  EXPECT_EQ(fates[1].code, kit::kThrew);
  EXPECT_EQ(testing::PrintToString(fates[1]), "ended by an exception");
  EXPECT_FALSE(fates[2].exited);
  EXPECT_EQ(fates[2].signal, SIGKILL);
  EXPECT_EQ(fates[3].code, 7);
  EXPECT_FALSE(fates[3].Ok());
}

TEST(RunProcesses, AStolenFateIsUnknown) {
  signal(SIGCHLD, SIG_IGN);  // the kernel now waits for children itself
  const kit::Fate fate = kit::RunProcess([] {});
  signal(SIGCHLD, SIG_DFL);
  EXPECT_FALSE(fate.Ok());
  EXPECT_EQ(testing::PrintToString(fate), "waited for by somebody else");
}

TEST(RunProcess, DoesNotRepeatBufferedText) {
  std::FILE* file = std::tmpfile();
  ASSERT_NE(file, nullptr);
  std::fputs("parent ", file);
  kit::RunProcess([&] { std::fputs("child", file); });
  std::rewind(file);
  char text[64] = {};
  EXPECT_EQ(std::fread(text, 1, sizeof text - 1, file), 12u);
  std::fclose(file);
  EXPECT_STREQ(text, "parent child");
}

// Visits "a" twice and "ab" once, and tells how many of the three were survived.
int Survived(const char* crash_at, kit::Fate* fate) {
  const kit::Shared<Notes> notes;
  *fate = kit::RunProcess([&] {
    if (crash_at != nullptr) setenv("RACELAB_CRASH_AT", crash_at, 1);
    for (const char* name : {"a", "ab", "a"}) {
      kit::CrashPoint(name);
      ++notes->arrived;
    }
  });
  return notes->arrived;
}

TEST(CrashPoint, KillsAtTheNamedVisit) {
  kit::Fate fate;
  EXPECT_EQ(Survived("a", &fate), 0);
  EXPECT_EQ(fate.signal, SIGKILL);
  EXPECT_EQ(Survived("ab", &fate), 1);
  EXPECT_EQ(fate.signal, SIGKILL);
  EXPECT_EQ(Survived("a:2", &fate), 2);
  EXPECT_EQ(fate.signal, SIGKILL);
}

TEST(CrashPoint, DoesNothingOtherwise) {
  kit::Fate fate;
  EXPECT_EQ(Survived(nullptr, &fate), 3);
  EXPECT_TRUE(fate.Ok());
  EXPECT_EQ(Survived("a:3", &fate), 3);
  EXPECT_EQ(Survived("b", &fate), 3);
}

}  // namespace
