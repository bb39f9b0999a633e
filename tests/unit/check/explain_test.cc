// Explanations of made-up executions of a real program: sentences, names, places and steps.
#include "checker/check/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string.h>

#include "checker/check/explain_steps.h"
#include "tests/support/explained_program.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

trace::Finding RaceOnHits() {
  trace::Finding found = Found(Kind::kDataRace);
  found.op[0] = found.op[1] = Op::kWrite;
  found.op[0] = Op::kRead;
  found.task[0] = 2;
  found.task[1] = 1;
  found.size = 8;
  found.address = Address("hits");
  found.stack[0] = found.stack[1] = At("hits++;");
  return found;
}

// Account::Pay of two threads, on one account.
std::vector<Event> CheckThenAct(uint64_t account) {
  const uint64_t balance = account + 8, m = account + 16;
  std::vector<Event> events;
  for (const int task : {1, 2}) {
    events.push_back(Do(task, Op::kLock, m, "m_.lock()"));
    events.push_back(Do(task, Op::kRead, balance, "const bool enough", 100, 100));
    events.push_back(Do(task, Op::kUnlock, m, "m_.unlock()"));
  }
  for (const int task : {1, 2}) {
    const uint64_t before = task == 1 ? 100 : 40;
    events.push_back(Do(task, Op::kLock, m, "lock_guard<std::mutex> lock(m_)"));
    events.push_back(Do(task, Op::kRead, balance, "balance_ -= amount", before, before));
    events.push_back(Do(task, Op::kWrite, balance, "balance_ -= amount", before, before - 60));
    events.push_back(Do(task, Op::kUnlock, m, "lock_guard<std::mutex> lock(m_)"));
  }
  return events;
}

TEST(ExplainTest, ADataRaceNamesTheVariableAndBothPlaces) {
  const uint64_t hits = Address("hits");
  const Finding finding =
      Explained(RaceOnHits(),
                {Do(1, Op::kRead, hits, "hits++;", 7, 7), Do(1, Op::kWrite, hits, "hits++;", 7, 8),
                 Do(1, Op::kWrite, Address("counts"), "counts[2]", 0, 1),
                 Do(2, Op::kRead, hits, "hits++;", 8, 8)});
  EXPECT_EQ(finding.kind, "data-race");
  const std::string at = Place("hits++;");
  EXPECT_EQ(finding.message,
            absl::StrCat("Two threads use hits at the same time, with nothing that puts them in "
                         "order: thread 2 reads it at ",
                         at, ", while thread 1 writes it at ", at, "."));
  EXPECT_THAT(Told(finding), ElementsAre("> thread 1: hits++;: reads hits: 7, writes 8",
                                         "> thread 2: hits++;: reads hits: 8"));
  ASSERT_THAT(finding.locations, SizeIs(2));
  EXPECT_EQ(finding.locations[0].task, "thread 2 reads");
  EXPECT_THAT(finding.detail, HasSubstr("main"));
}

TEST(ExplainTest, AWriteThatEndsTheExecutionHasNoValueYet) {
  trace::Finding found = RaceOnHits();
  found.op[0] = Op::kWrite;
  const uint64_t hits = Address("hits");
  const Finding finding = Explained(
      found, {Do(1, Op::kWrite, hits, "hits++;", 7, 8), Do(2, Op::kWrite, hits, "hits++;", 8, 8)});
  EXPECT_THAT(Told(finding), ElementsAre("> thread 1: hits++;: writes hits: 8",
                                         "> thread 2: hits++;: writes hits"));
}

TEST(ExplainTest, WithoutEventsTheAccessesAreTheStory) {
  EXPECT_THAT(Told(Explained(RaceOnHits(), {})),
              ElementsAre("> thread 1: hits++;: writes hits", "> thread 2: hits++;: reads hits"));
}

TEST(ExplainTest, ElementsAndMembersOfGlobalsHaveNames) {
  trace::Finding found = RaceOnHits();
  found.address = Address("counts") + 8;
  found.size = 4;
  found.stack[0] = found.stack[1] = At("counts[2] += 1");
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("Two threads use counts[2] at"));
  found.address = Address("bank") + 8;
  found.size = 8;
  found.stack[0] = found.stack[1] = At("bank.balance_ = 7");
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("Two threads use bank.balance_ at"));
  found.stack[0] = found.stack[1] = At("return bank.Pay(60)");
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("Two threads use a part of bank at"));
}

TEST(ExplainTest, AnElementThatALibraryChangesHasItsIndexToo) {
  const uint64_t ready = Address("ready") + 4;
  trace::Finding found = Found(Kind::kAssertion);
  Event event = Do(1, Op::kAtomicRmw, ready, "ready[1].store", 0, 1);
  event.size = 4;
  std::vector<Event> events(2, event);
  events[1].task = 2;
  EXPECT_EQ(Told(Explained(found, events))[0],
            "thread 1: ready[1].store(counts[0]);: changes ready[1] from 0 to 1 in one step");
}

TEST(ExplainTest, MakingALockIsNoAccessToMemory) {
  std::vector<Event> events = CheckThenAct(kBox);
  events.insert(events.begin(), Do(0, Op::kWrite, kBox + 16, "new Mailbox"));
  const std::vector<std::string> told = Told(Explained(Found(Kind::kAssertion), events));
  EXPECT_EQ(told[0], "thread 1: m_.lock();: locks m_");
}

TEST(ExplainTest, HeapAndStackAreToldByTheirOwner) {
  trace::Finding found = RaceOnHits();
  found.address = 0x100000000058;
  found.block = 0x100000000000;
  found.block_size = 96;
  found.allocated = At("new Mailbox");
  found.stack[0] = found.stack[1] = At("    full_ = true;");
  EXPECT_THAT(Explained(found, {}).message,
              HasSubstr(absl::StrCat("Two threads use full_ (in a block of 96 bytes allocated at ",
                                     Place("new Mailbox"), ") at the same time")));
  // Lines that do not agree on a name: only the block is sure.
  found.stack[1] = At("delete box;");
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("Two threads use a block of 96 bytes"));
  found.block_size = 0;
  found.stack_task = 1;
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("use a local variable of thread 1 at"));
  found.stack[0] = At("if (full_) return;");
  found.stack[1] = At("    full_ = true;");
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("use full_ (on the stack of thread 1) at"));
}

TEST(ExplainTest, AnAssertionShowsWhatTheTasksShare) {
  trace::Finding found = Found(Kind::kAssertion);
  found.stack[0] = At("return bank.Pay(60)");
  strcpy(found.text, "The balance is -20.");
  const Finding finding = Explained(found, CheckThenAct(0x100000000000));
  EXPECT_EQ(finding.message, absl::StrCat("A check fails at ", Place("return bank.Pay(60)"),
                                          " in the main thread: The balance is -20."));
  const std::vector<std::string> told = Told(finding);
  ASSERT_THAT(told, SizeIs(13));
  EXPECT_EQ(told[0], "thread 1: m_.lock();: locks m_");
  EXPECT_EQ(told[1], "thread 1: const bool enough = balance_ >= amount;: reads balance_: 100");
  EXPECT_EQ(told[4], "thread 2: const bool enough = balance_ >= amount;: reads balance_: 100");
  EXPECT_EQ(told[10], "thread 2: balance_ -= amount;: reads balance_: 40, writes -20");
  EXPECT_EQ(told[12], "> main thread: return bank.Pay(60) ? 0 : 1;: the check fails");
}

TEST(ExplainTest, AFailedCheckStandsAtThePlaceThatItsTextNames) {
  trace::Finding found = Found(Kind::kAssertion);
  strcpy(found.text, (Place("return bank.Pay(60)") + ": Expected: 2").c_str());
  EXPECT_THAT(Told(Explained(found, {})),
              ElementsAre("> main thread: return bank.Pay(60) ? 0 : 1;: Expected: 2"));
  // Only what lies with the sources is read, whatever the program says.
  for (const char* text : {"/etc/passwd:1: x", "../report/demo_test.cc:1: x",
                           "explain_program.cc:0: x", "explain_program.cc:99999: x", "a:b:c"}) {
    strcpy(found.text, text);
    EXPECT_THAT(Told(Explained(found, {})), ElementsAre(absl::StrCat("> main thread: : ", text)));
  }
}

TEST(ExplainTest, TwoObjectsNeverHaveOneName) {
  std::vector<Event> events = CheckThenAct(0x100000000000);
  for (const Event& event : CheckThenAct(0x100000001000)) events.push_back(event);
  trace::Finding found = Found(Kind::kAssertion);
  const std::vector<std::string> told = Told(Explained(found, events));
  EXPECT_EQ(told[0], "thread 1: m_.lock();: locks m_ #1");
  EXPECT_EQ(told[12], "thread 1: m_.lock();: locks m_ #2");
}

TEST(ExplainTest, UseAfterFreeSaysWhoFreedAndWhoAllocated) {
  trace::Finding found = Found(Kind::kUseAfterFree);
  found.op[0] = Op::kRead;
  found.op[1] = Op::kFree;
  found.task[0] = 1;
  found.task[1] = 0;
  found.address = kFull;
  found.size = 1;
  found.block = kBox;
  found.block_size = 96;
  found.stack[0] = At("if (full_) return;");
  found.stack[1] = At("delete box;");
  found.allocated = At("new Mailbox");
  const std::vector<Event> events = {Do(0, Op::kFree, kBox, "delete box;"),
                                     Do(1, Op::kRead, kFull, "if (full_) return;", 0, 0)};
  const Finding finding = Explained(found, events);
  EXPECT_EQ(finding.message,
            absl::StrCat("Thread 1 reads a block of 96 bytes at ", Place("if (full_) return;"),
                         " that the main thread has freed at ", Place("delete box;"),
                         ". It was allocated by the main thread at ", Place("new Mailbox"), "."));
  EXPECT_THAT(Told(finding), ElementsAre("> main thread: delete box;: frees the block",
                                         "> thread 1: if (full_) return;: reads full_: 0"));

  // Freed while another one may still use it.
  found.op[0] = Op::kWrite;
  found.op[1] = Op::kRead;
  std::swap(found.task[0], found.task[1]);
  std::swap(found.stack[0], found.stack[1]);
  EXPECT_THAT(Explained(found, events).message,
              HasSubstr("The main thread frees a block of 96 bytes at " + Place("delete box;") +
                        " while nothing keeps thread 1 from reading it at "));

  found.kind = Kind::kDoubleFree;
  found.op[0] = found.op[1] = Op::kFree;
  EXPECT_THAT(Explained(found, {}).message, HasSubstr(": it is freed twice."));
}

TEST(ExplainTest, EveryOtherKindHasASentence) {
  trace::Finding found = Found(Kind::kLockMisuse);
  found.task[0] = 1;
  found.op[0] = Op::kUnlock;
  found.address = Address("a");
  found.stack[0] = At("first(a)");
  EXPECT_EQ(Explained(found, {}).message,
            "Thread 1 unlocks a at " + Place("first(a)") + ", but does not hold it.");
  strcpy(found.text, "a mutex is unlocked that is not locked");
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("misuses a at"));
  found.address = 0;
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("that is not allowed: a mutex is"));
  found.address = Address("a");
  found.kind = Kind::kCrash;
  strcpy(found.text, "SIGSEGV");
  EXPECT_EQ(Explained(found, {}).message,
            "Thread 1 crashes at " + Place("first(a)") + ": SIGSEGV.");
  found.kind = Kind::kException;
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("nobody catches leaves thread 1 at"));
  found.kind = Kind::kLeak;
  found.task[1] = 2;
  found.op[1] = Op::kExit;
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("Thread 2, started at"));
  found.kind = Kind::kLivelock;
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("none gets on"));
  found.kind = Kind::kStarvation;
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("never gets its turn"));
  for (const Kind kind : {Kind::kLockMisuse, Kind::kCrash, Kind::kException, Kind::kLeak,
                          Kind::kLivelock, Kind::kStarvation, Kind::kAssertion}) {
    found.kind = kind;
    EXPECT_THAT(Explained(found, {}).steps, Not(IsEmpty())) << KindName(kind);
  }
}

TEST(ExplainTest, ManyStepsAreBoundedAndTheFailingOnesStay) {
  const uint64_t hits = Address("hits");
  std::vector<Event> events;
  for (int i = 0; i < 300; ++i) {
    events.push_back(Do(1 + i % 2, Op::kRead, hits, i == 150 ? "Backward();" : "hits++;", i, i));
  }
  trace::Finding found = RaceOnHits();
  found.stack[1] = At("Backward();");
  const Finding finding = Explained(found, events);
  ASSERT_THAT(finding.steps, SizeIs(kMaxSteps));
  int left_out = 0, failing = 0;
  for (const Step& step : finding.steps) {
    left_out += step.left_out;
    failing += step.failing;
  }
  EXPECT_EQ(left_out, 300 - static_cast<int>(kMaxSteps));
  EXPECT_EQ(failing, 2);
}

TEST(ExplainTest, ALoopOnOneLineIsOneStep) {
  const uint64_t hits = Address("hits");
  std::vector<Event> events;
  for (int i = 0; i < 100; ++i) events.push_back(Do(1, Op::kWrite, hits, "hits++;", i, i + 1));
  events.push_back(Do(2, Op::kRead, hits, "hits++;", 100, 100));
  const std::vector<std::string> told = Told(Explained(RaceOnHits(), events));
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_EQ(told[0],
            "> thread 1: hits++;: writes hits: 1, writes 2, ... 96 more ..., writes 99, "
            "writes 100");
}

TEST(ExplainTest, ASleepIsToldAmongManyActionsOfALine) {
  const uint64_t hits = Address("hits");
  std::vector<Event> events = {Do(2, Op::kRead, hits, "hits++;")};
  for (int i = 0; i < 6; ++i) {
    if (i == 3) events.push_back(Do(1, Op::kWait, kChanged, "hits++;"));
    if (i == 3) events.push_back(Do(1, Op::kReacquire, kChanged, "hits++;"));
    events.push_back(Do(1, Op::kWrite, hits, "hits++;", i, i + 1));
  }
  events.push_back(Do(2, Op::kSignal, kChanged, "hits++;"));
  EXPECT_THAT(Told(Explained(Found(Kind::kAssertion), events))[1],
              AllOf(HasSubstr("writes 2, goes to sleep on "),
                    HasSubstr(", wakes up, ... 2 more ..., writes")));
}

TEST(ExplainTest, NumbersFromTheProgramAreNotTrusted) {
  trace::Finding found;
  memset(&found, 0xff, sizeof found);
  std::vector<Event> events(3);
  memset(static_cast<void*>(events.data()), 0xff, sizeof(Event) * events.size());
  for (int kind = 1; kind <= static_cast<int>(Kind::kLeak); ++kind) {
    found.kind = static_cast<Kind>(kind);
    const Finding finding = Explained(found, events);
    EXPECT_FALSE(finding.message.empty());
    EXPECT_THAT(finding.message, Not(HasSubstr("0x")));
    trace::Execution several = Ran(found, events, {0, 0, 1});
    several.channel_list.resize(3);
    EXPECT_FALSE(Explained(several).message.empty());
  }
  found.kind = static_cast<Kind>(200);
  EXPECT_FALSE(Explain(Ran(found, events), Program::Get().Facts()).ok());
  EXPECT_FALSE(Explain({}, Program::Get().Facts()).ok());
}

TEST(ExplainTest, AStrippedProgramHasASentenceWithoutLines) {
  const auto finding = Explain(Ran(RaceOnHits(), {}), {.executable = "/bin/true"});
  ASSERT_TRUE(finding.ok());
  EXPECT_EQ(
      finding->message,
      "Two threads use the same memory at the same time, with nothing that puts them in "
      "order: thread 2 reads it inside a library, while thread 1 writes it inside a library.");
  EXPECT_THAT(finding->locations, IsEmpty());
}

}  // namespace
}  // namespace racelab
