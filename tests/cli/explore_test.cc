// explore, replay, cc and c++ as a user runs them, on small programs and with the real runtime.
#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kDeadlock[] = R"(#include <pthread.h>
#include <stdio.h>
static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;
static void *other(void *none) {
  pthread_mutex_lock(&b);
  pthread_mutex_lock(&a);
  pthread_mutex_unlock(&a);
  pthread_mutex_unlock(&b);
  return none;
}
int main(int argc, char **argv) {
  pthread_t thread;
  (void)argv;
  pthread_create(&thread, 0, other, 0);
  if (argc == 1) {
    pthread_mutex_lock(&a);
    pthread_mutex_lock(&b);
    pthread_mutex_unlock(&b);
    pthread_mutex_unlock(&a);
  }
  pthread_join(thread, 0);
  puts("done");
  return 0;
}
)";

class ExploreTest : public CourseTest {
 protected:
  std::string program() const { return (root() / "prog").string(); }

  // Compiles kDeadlock with the driver for C.
  void MakeDeadlock(const std::string& text = kDeadlock) {
    Write(root() / "prog.c", text);
    const CommandResult made = Racelab({"cc", root() / "prog.c", "-o", program(), "-Wall"});
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(made.out + made.err, IsEmpty());
  }
};

TEST_F(ExploreTest, ADeadlockIsFoundExplainedAndReplayed) {
  MakeDeadlock();
  const CommandResult found = Racelab({"explore", program()});
  EXPECT_EQ(found.code, kExitFailed) << found.out << found.err;
  EXPECT_THAT(found.out, AllOf(HasSubstr("deadlock"), HasSubstr("executions a second"),
                               HasSubstr("seed 1"), HasSubstr("./racelab replay rl1-")));
  const std::string token = TokenIn(found.out);
  for (int i = 0; i < 3; ++i) {
    const CommandResult again = Racelab({"replay", token, program()});
    EXPECT_EQ(again.code, kExitFailed) << again.err;
    EXPECT_THAT(again.out, AllOf(HasSubstr("deadlock"), HasSubstr(token)));
  }
  const CommandResult unnamed = Racelab({"replay", token});
  EXPECT_EQ(unnamed.code, kExitUsage);
  EXPECT_THAT(unnamed.err, HasSubstr("a program of your own"));
}

TEST_F(ExploreTest, ANullPointerCrashesOnTheLineThatUsesIt) {
  MakeDeadlock(R"(static int *place;
static void use(int **at) {
  **at += 1;
}
int main(void) {
  use(&place);
  return 0;
}
)");
  const CommandResult found = Racelab({"explore", program()});
  EXPECT_EQ(found.code, kExitFailed) << found.out << found.err;
  EXPECT_THAT(found.out, HasSubstr("crashes at prog.c:3: SIGSEGV"));
}

constexpr char kAssembly[] = R"(#include <pthread.h>
#include <sched.h>
static unsigned lock;
static int count;
static void acquire(void) {
  unsigned old = 1;
  do {
    __asm__ volatile("xchgl %0, %1" : "+r"(old), "+m"(lock) : : "memory");
    sched_yield();
  } while (old != 0);
}
static void *add(void *none) {
  acquire();
  ++count;
  __asm__ volatile("movl $0, %0" : "=m"(lock) : : "memory");
  return none;
}
int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, add, 0);
  add(0);
  pthread_join(thread, 0);
  return count == 2 ? 0 : 1;
}
)";

TEST_F(ExploreTest, ALockInAssemblyIsNoVerdict) {
  MakeDeadlock(kAssembly);
  const CommandResult doubted = Racelab({"explore", program()});
  EXPECT_EQ(doubted.code, kExitInconclusive) << doubted.out << doubted.err;
  EXPECT_THAT(doubted.out, AllOf(HasSubstr("no verdict"), HasSubstr("assembly in 'acquire'"),
                                 Not(HasSubstr("replay"))));
  // The same without it is accused.
  MakeDeadlock(absl::StrReplaceAll(
      kAssembly, {{"__asm__ volatile(\"xchgl %0, %1\" : \"+r\"(old), \"+m\"(lock) : : \"memory\")",
                   "old = 0"}}));
  EXPECT_EQ(Racelab({"explore", program()}).code, kExitFailed);
}

// Nobody else does anything in that schedule: the story is the wait alone.
TEST_F(ExploreTest, AWaitThatEndsForNothingIsTold) {
  constexpr char kWait[] = R"(#include <assert.h>
#include <pthread.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int ready;
static void *produce(void *none) {
  pthread_mutex_lock(&mutex);
  ready = 1;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&mutex);
  return none;
}
int main(void) {
  pthread_t thread;
  pthread_mutex_lock(&mutex);
  pthread_create(&thread, 0, produce, 0);
  pthread_cond_wait(&changed, &mutex);
  assert(ready);
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, 0);
  return 0;
}
)";
  MakeDeadlock(kWait);
  const CommandResult found = Racelab({"explore", program()});
  EXPECT_EQ(found.code, kExitFailed) << found.out << found.err;
  EXPECT_THAT(found.out, AllOf(HasSubstr("(a spurious"), HasSubstr("goes to sleep on changed"),
                               HasSubstr("although nobody signalled")));
}

TEST_F(ExploreTest, AStepInAssemblyIsNoProof) {
  constexpr char kExchange[] = R"(#include <pthread.h>
static int last;
static int exchange(int value) {
  __asm__ volatile("xchgl %0, %1" : "+r"(value), "+m"(last) : : "memory");
  return value;
}
static void *other(void *none) {
  exchange(2);
  return none;
}
int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, other, 0);
  exchange(1);
  pthread_join(thread, 0);
  return 0;
}
)";
  MakeDeadlock(kExchange);
  const CommandResult tried = Racelab({"explore", program()});
  EXPECT_EQ(tried.code, kExitPassed) << tried.out << tried.err;
  EXPECT_THAT(tried.out, AllOf(HasSubstr("assembly in 'exchange'"), Not(HasSubstr("exhausted"))));
}

TEST_F(ExploreTest, APageToWatchIsWritten) {
  MakeDeadlock();
  const std::string page = (root() / "page.html").string();
  const CommandResult found = Racelab({"explore", program(), "--report", "player=" + page});
  EXPECT_EQ(found.code, kExitFailed) << found.err;
  const auto expected = AllOf(HasSubstr(R"("cycle":[)"), HasSubstr(R"("waits_for":"a")"),
                              HasSubstr("pthread_mutex_lock(\\u0026b);\\n  pthread_mutex_lock"));
  const std::string first = ReadFile(page).value_or("");
  EXPECT_THAT(first, expected);
  const std::string token = TokenIn(absl::StrReplaceAll(first, {{"\"", " "}}));
  const CommandResult again = Racelab({"replay", token, program(), "--html", page + "2"});
  EXPECT_EQ(again.code, kExitFailed) << again.err;
  EXPECT_THAT(again.out, HasSubstr("deadlock"));
  EXPECT_THAT(ReadFile(page + "2").value_or(""), expected);
  EXPECT_THAT(Racelab({"replay", token, program(), "--html", "-"}).out,
              testing::StartsWith("<!doctype html>"));
  EXPECT_EQ(Racelab({"replay", token, program(), "--html", page, "--compare"}).code, kExitUsage);
  EXPECT_EQ(Racelab({"replay", token, program(), "--compare"}).code, kExitUsage);
}

TEST_F(ExploreTest, AProgramOfOneLockAtATimeIsExhausted) {
  MakeDeadlock();
  // With an argument main takes no lock: there are few schedules.
  const CommandResult none =
      Racelab({"explore", program(), "--no-such-option", "--strategy", "dfs", "--", "--seed"});
  EXPECT_EQ(none.code, kExitPassed) << none.out << none.err;
  EXPECT_THAT(none.out, AllOf(HasSubstr("no failure found"), HasSubstr("exhausted")));
}

TEST_F(ExploreTest, ATokenOfAnotherProgramIsRefused) {
  MakeDeadlock();
  const std::string token = TokenIn(Racelab({"explore", program()}).out);
  // Another version under the same name.
  MakeDeadlock(absl::StrReplaceAll(kDeadlock, {{"return 0;", "return 9;"}}));
  const CommandResult other = Racelab({"replay", token, program()});
  EXPECT_EQ(other.code, kExitUsage) << other.out << other.err;
  EXPECT_THAT(other.err, HasSubstr("another version"));
  for (const std::string& rubbish : {std::string("rubbish"), token.substr(0, token.size() - 3)}) {
    const CommandResult refused = Racelab({"replay", rubbish, program()});
    EXPECT_EQ(refused.code, kExitUsage) << rubbish << refused.err;
    EXPECT_THAT(refused.err, Not(IsEmpty()));
  }
}

TEST_F(ExploreTest, TheJsonOfAFailureAndOfNoneIsValid) {
  MakeDeadlock();
  for (const bool found : {true, false}) {
    const std::string file = root() / "exploration.json";
    std::vector<std::string> words = {"explore",  "--executions", "300",
                                      "--report", "json=" + file, program()};
    if (!found) words.emplace_back("quiet");
    const CommandResult explored = Racelab(words);
    EXPECT_EQ(explored.code, found ? kExitFailed : kExitPassed) << explored.err;
    EXPECT_THAT(explored.out, IsEmpty());
    Command validate;
    validate.argv = {"python3", RACELAB_SOURCE_DIR "/tests/golden/check_schema.py",
                     RACELAB_SOURCE_DIR "/docs/reference/exploration.schema.json", file};
    const absl::StatusOr<CommandResult> valid = RunCommand(validate);
    ASSERT_TRUE(valid.ok());
    EXPECT_EQ(valid->code, 0) << valid->out << valid->err;
    EXPECT_THAT(*ReadFile(file), HasSubstr(found ? "\"verdict\": \"found\"" : "\"none found\""));
  }
}

TEST_F(ExploreTest, OnlyLooksPastOtherKinds) {
  MakeDeadlock();
  EXPECT_EQ(Racelab({"explore", "--executions", "50", "--only", "data-race,leak", program()}).code,
            kExitPassed);
  const CommandResult wrong = Racelab({"explore", "--only", "deadlok", program()});
  EXPECT_EQ(wrong.code, kExitUsage);
  EXPECT_THAT(wrong.err, HasSubstr("did you mean 'deadlock'?"));
}

TEST_F(ExploreTest, WhatCannotBeExploredIsInconclusiveOrWrongUsage) {
  const CommandResult plain = Racelab({"explore", "/bin/true"});
  EXPECT_EQ(plain.code, kExitInconclusive);
  EXPECT_THAT(plain.err, HasSubstr("racelab cc"));
  EXPECT_EQ(Racelab({"explore", "./no-such-program"}).code, kExitUsage);
  EXPECT_EQ(Racelab({"explore", "--strategy", "luck", "1"}).code, kExitUsage);
  EXPECT_EQ(Racelab({"explore", "1"}).code, kExitInconclusive);  // it does not compile
  EXPECT_EQ(Racelab({"explore"}).code, kExitUsage);
}

TEST_F(ExploreTest, AProgramStartedByItselfSimplyRuns) {
  MakeDeadlock();
  Command command;
  command.argv = {program(), "quiet"};
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->code, 0);
  EXPECT_EQ(result->out, "done\n");
}

// Gives the miniature lab a test to explore, with a counter of this type.
constexpr char kLabTest[] = R"(#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "first.h"

TEST(Functional, One) { EXPECT_EQ(First(), 1); }

TEST(Explore, TwoAtOnce) {
  COUNTER counter = 0;
  std::thread other([&] { counter += First(); });
  counter += First();
  other.join();
  EXPECT_EQ(counter, 2);
}
)";

TEST_F(ExploreTest, ALabIsExploredInItsSandboxAndReplayed) {
  Solve();
  std::string manifest = *ReadFile(lab() / "lab.toml");
  manifest.insert(manifest.find("[starter]"),
                  "[[check]]\nkind = \"explore\"\npoints = 2\nexecutions = 300\n\n");
  Write(lab() / "lab.toml", manifest);
  Write(lab() / "lab_test.cc", absl::StrReplaceAll(kLabTest, {{"COUNTER", "int"}}));
  const CommandResult check = Racelab({"check", "1"});
  EXPECT_EQ(check.code, kExitFailed) << check.err;
  EXPECT_THAT(check.out, AllOf(HasSubstr("explore  0/2  failed in execution 1 of"),
                               HasSubstr("explore: data race"), HasSubstr("lab_test.cc:12")));
  const std::string token = TokenIn(check.out);
  for (const bool named : {true, false}) {
    std::vector<std::string> words = {"replay", token};
    if (named) words.emplace_back("1");
    const CommandResult again = Racelab(words);
    EXPECT_EQ(again.code, kExitFailed) << again.err;
    EXPECT_THAT(again.out, AllOf(HasSubstr("01_first: data race."), HasSubstr(token)));
  }
  // The race is in the test, so the solution has it, too.
  const std::string page = (root() / "page.html").string();
  Write(root() / "solutions/01_first/first.cc", *ReadFile(lab() / "first.cc"));
  EXPECT_EQ(Racelab({"replay", token, "1", "--html", page, "--compare"}).code, kExitFailed);
  EXPECT_THAT(ReadFile(page).value_or(""),
              HasSubstr("It fails under this schedule, too: data race."));
  const CommandResult missing = Racelab({"explore", "1", "--test", "Explore.None"});
  EXPECT_EQ(missing.code, kExitUsage);
  EXPECT_THAT(missing.err, HasSubstr("it has: Explore.TwoAtOnce"));

  Write(lab() / "lab_test.cc", absl::StrReplaceAll(kLabTest, {{"COUNTER", "std::atomic<int>"}}));
  const CommandResult passed = Racelab({"check", "1"});
  EXPECT_EQ(passed.code, kExitPassed) << passed.out << passed.err;
  EXPECT_THAT(passed.out, HasSubstr("1 test, "));
  EXPECT_EQ(Racelab({"explore", "1", "--executions", "100"}).code, kExitPassed);
  EXPECT_EQ(Racelab({"replay", token, "1"}).code, kExitUsage);  // of the version before
}

// Makefiles call with relative names, from another folder, for objects, archives and libraries.
TEST_F(ExploreTest, AMakefileBuildsWithTheDrivers) {
  Write(root() / "made/main.cc",
        "#include <cstdio>\nextern \"C\" { int a(); int s(); }\n"
        "int main() { std::printf(\"%d\\n\", a() + s()); }\n");
  Write(root() / "made/a.c", "int a(void) { return 40; }\n");
  Write(root() / "made/s.c", "int s(void) { return 2; }\n");
  Write(root() / "made/Makefile",
        "CFLAGS = -O2 -Wall -Werror\nCXXFLAGS = -O2 -Wall -Werror\n"
        "prog: main.o liba.a libs.so\n\t$(CXX) -o $@ main.o liba.a -L. -ls -Wl,-rpath,'$$ORIGIN'\n"
        "liba.a: a.o\n\t$(AR) rcs $@ a.o\n"
        "libs.so: s.c\n\t$(CC) $(CFLAGS) -shared -fPIC -o $@ s.c -Wl,-z,defs\n");
  Command make;
  make.argv = {"make", "-s", absl::StrCat("CC=", RACELAB_PROGRAM, " cc"),
               absl::StrCat("CXX=", RACELAB_PROGRAM, " c++")};
  make.directory = root() / "made";
  const absl::StatusOr<CommandResult> made = RunCommand(make);
  ASSERT_TRUE(made.ok());
  ASSERT_EQ(made->code, 0) << made->out << made->err;
  EXPECT_THAT(made->out + made->err, IsEmpty());
  Command run;
  run.argv = {root() / "made/prog"};
  EXPECT_EQ(RunCommand(run)->out, "42\n");
}

TEST_F(ExploreTest, TheCompilersMessagesAndExitCodesComeThrough) {
  Write(root() / "bad.c", "int main(void) { return nothing; }\n");
  const CommandResult bad = Racelab({"cc", "-c", root() / "bad.c", "-o", "/dev/null"});
  EXPECT_EQ(bad.code, 1);
  EXPECT_THAT(bad.err, AllOf(HasSubstr("bad.c:1:"), HasSubstr("nothing")));
  const CommandResult both = Racelab({"cc", root() / "bad.c", root() / "bad.c", "-o", program()});
  EXPECT_EQ(both.code, 1);
  EXPECT_FALSE(fs::exists(program()));
  const CommandResult version = Racelab({"c++", "--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.err, IsEmpty());
  EXPECT_THAT(Racelab({"cc", "-static", root() / "bad.c"}).err, HasSubstr("leave it out"));
}

}  // namespace
}  // namespace racelab
