// Explanations of findings across processes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include "tests/support/explained_program.h"

namespace racelab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using trace::ChannelKind;
using trace::Transfer;

// Segment 0 is a mapping, segment 1 a pipe.
constexpr uint64_t kShared = trace::kSharedPlaces;
constexpr uint64_t kPipe = trace::kSharedPlaces | uint64_t{1} << trace::kSegmentShift;
constexpr uint64_t kSecond = uint64_t{1} << trace::kProcessShift;  // private memory of process 2

trace::Execution WithPipe(trace::Execution execution, bool made_known = true) {
  execution.channel_list = {
      {.kind = ChannelKind::kMemory},
      {.kind = ChannelKind::kPipe, .pc = made_known ? Pc("if (pipe(ends) != 0)") : 0}};
  return execution;
}

Event Move(int task, Transfer what, int64_t result, const std::string& line, int ends = 0) {
  Event event = Do(task, Op::kTransfer, kPipe, line);
  event.memory_order = static_cast<uint8_t>(what);
  event.before = static_cast<uint64_t>(ends);
  event.after = static_cast<uint64_t>(result);
  event.failed = result < 0;
  return event;
}

trace::Waiting Blocked(int task, Transfer what, const std::string& line, uint64_t open_in) {
  trace::Waiting waiting = Wait(task, Op::kBlock, kPipe, line, trace::kMaxTasks);
  waiting.descriptor = 1;
  waiting.transfer = what;
  waiting.open_in = open_in;
  return waiting;
}

Event Forks(int task, int child) {
  Event event = Do(task, Op::kFork, 0, "if (fork() == 0) Child();");
  event.other = static_cast<uint16_t>(child);
  return event;
}

TEST(ExplainProcessesTest, ADataRaceInSharedMemory) {
  trace::Finding found = Found(Kind::kDataRace);
  found.op[0] = Op::kRead;
  found.op[1] = Op::kWrite;
  found.task[0] = 1;
  found.task[1] = 0;
  found.size = 8;
  found.address = kShared;
  found.stack[0] = At("++*tally;");
  found.stack[1] = At("*tally = 7;");
  const Finding finding = Explained(Ran(found,
                                        {Do(0, Op::kWrite, kShared, "*tally = 7;", 0, 7),
                                         Do(1, Op::kRead, kShared, "++*tally;", 7, 7)},
                                        {0, 1}));
  EXPECT_EQ(finding.message,
            absl::StrCat("Two processes use *tally (in shared memory) at the same time, with "
                         "nothing that puts them in order: process 2 reads it at ",
                         Place("++*tally;"), ", while the first process writes it at ",
                         Place("*tally = 7;"), "."));
  EXPECT_THAT(Told(finding), ElementsAre("> first process: *tally = 7;: writes *tally: 7",
                                         "> process 2: ++*tally;: reads *tally: 7"));
  EXPECT_EQ(finding.processes, 2);
  EXPECT_EQ(finding.locations[0].task, "process 2 reads");
}

// One thread, so both accesses are its own; what it was about to do has no event.
TEST(ExplainProcessesTest, AHandlerAndWhatItInterrupts) {
  trace::Finding found = Found(Kind::kDataRace);
  found.op[0] = Op::kWrite;
  found.op[1] = Op::kRead;
  found.task[1] = found.task[0];
  found.size = 4;
  found.address = Address("hits");
  found.stack[0] = At("hits += byte");
  found.stack[1] = At("hits++;");
  Event taken = Do(0, Op::kKill, 0, "hits++;");
  taken.failed = 1;
  taken.after = SIGUSR1;
  const Finding finding = Explained(Ran(found,
                                        {Do(1, Op::kStart, 0, "hits++;"), taken,
                                         Do(0, Op::kWrite, found.address, "hits += byte", 0, 1)},
                                        {0, 1}));
  EXPECT_THAT(finding.message,
              HasSubstr("A signal handler and the code that it interrupts use hits: the first "
                        "process was about to read it at"));
  EXPECT_THAT(finding.message, HasSubstr("when the handler came to write it at"));
  EXPECT_THAT(Told(finding),
              testing::Contains(HasSubstr("is interrupted by the handler of SIGUSR1")));
}

TEST(ExplainProcessesTest, ThreadsOfProcessesAreToldApart) {
  trace::Finding found = Found(Kind::kCrash);
  found.task[0] = 3;
  const std::vector<uint8_t> process_of = {0, 0, 1, 1, 2};
  EXPECT_EQ(Explained(Ran(found, {}, process_of)).message, "Thread 1 of process 2 crashes.");
  found.task[0] = 2;
  EXPECT_EQ(Explained(Ran(found, {}, process_of)).message, "The main thread of process 2 crashes.");
  found.task[0] = 1;
  EXPECT_EQ(Explained(Ran(found, {}, process_of)).message,
            "Thread 1 of the first process crashes.");
  found.task[0] = 4;
  EXPECT_EQ(Explained(Ran(found, {}, process_of)).message, "Process 3 crashes.");
  found.task[0] = 700;
  EXPECT_EQ(Explained(Ran(found, {}, process_of)).message, "An unknown process crashes.");
}

TEST(ExplainProcessesTest, APipeDeadlockIsARingOfProcesses) {
  trace::Finding found = Found(Kind::kDeadlock);
  found.waiting_count = 2;
  found.waiting[0] = Wait(0, Op::kWaitChild, 0, "wait(nullptr)", 1);
  found.waiting[1] = Blocked(1, Transfer::kWrite, "write(ends[1]", 1);
  const Finding finding = Explained(WithPipe(
      Ran(found, {Forks(0, 1), Move(1, Transfer::kWrite, 65536, "write(ends[1]")}, {0, 1})));
  EXPECT_EQ(finding.message,
            absl::StrCat("Two processes wait for each other in a ring, so none can go on: the "
                         "first process waits for process 2 to end at ",
                         Place("wait(nullptr)"), "; process 2 waits for room in the pipe ends at ",
                         Place("write(ends[1]"),
                         ", which is full and open for reading in the first process."));
  EXPECT_EQ(Told(finding)[0],
            "process 2: if (write(ends[1], &byte, 1) != 1) _exit(2);: writes 65536 bytes to the "
            "pipe ends");
}

TEST(ExplainProcessesTest, AnEndOfFileThatNeverComes) {
  trace::Finding found = Found(Kind::kDeadlock);
  found.waiting_count = 2;
  found.waiting[0] = Wait(0, Op::kWaitChild, 0, "wait(nullptr)", 1);
  found.waiting[1] = Blocked(1, Transfer::kRead, "if (read(ends[0]", 3);
  const trace::Execution execution = Ran(found,
                                         {Move(0, Transfer::kClose, 0, "close(ends[0])", 1),
                                          Move(1, Transfer::kRead, 1, "if (read(ends[0]", 1)},
                                         {0, 1});
  const Finding finding = Explained(WithPipe(execution));
  EXPECT_THAT(finding.message,
              HasSubstr(absl::StrCat("process 2 waits for input from the pipe ends at ",
                                     Place("if (read(ends[0]"),
                                     ", which is still open for writing in the first process and "
                                     "in process 2 itself. Input comes to its end only when every "
                                     "process has closed the end for writing")));
  EXPECT_EQ(Told(finding)[0],
            "first process: close(ends[0]);: closes the read end of the pipe ends");
  EXPECT_EQ(Told(finding)[1],
            "process 2: if (read(ends[0], &byte, 1) == 1) hits += byte;: reads 1 byte from the "
            "pipe ends");
  // Without the line that made it, it is just the pipe.
  EXPECT_THAT(Explained(WithPipe(execution, false)).message, HasSubstr("input from the pipe at"));
}

TEST(ExplainProcessesTest, ATransferThatFailed) {
  trace::Finding found = Found(Kind::kAssertion);
  const std::vector<Event> events = {Move(0, Transfer::kRead, -EAGAIN, "close(ends[0])"),
                                     Move(0, Transfer::kWrite, -EPIPE, "wait(nullptr)"),
                                     Move(1, Transfer::kRead, 0, "if (read(ends[0]")};
  const std::vector<std::string> told = Told(Explained(WithPipe(Ran(found, events, {0, 1}))));
  EXPECT_THAT(told[0], HasSubstr(": finds nothing to read in the pipe ends"));
  EXPECT_THAT(told[1], HasSubstr(": cannot write to the pipe ends (EPIPE)"));
  EXPECT_THAT(told[2], HasSubstr(": sees the end of the pipe ends"));
}

TEST(ExplainProcessesTest, AZombie) {
  trace::Finding found = Found(Kind::kLeak);
  found.task[1] = 1;
  found.op[1] = Op::kWaitChild;
  found.stack[0] = At("if (fork() == 0) Child();");
  const Finding finding = Explained(Ran(found, {Forks(0, 1)}, {0, 1}));
  EXPECT_EQ(finding.message,
            absl::StrCat("Process 2, started at ", Place("if (fork() == 0) Child();"),
                         ", has ended, and nobody has waited for it (a zombie): its parent, the "
                         "first process, ends without a wait."));
  EXPECT_THAT(Told(finding),
              ElementsAre("first process: if (fork() == 0) Child();: starts process 2",
                          "> first process: : ends without having waited for process 2"));
}

TEST(ExplainProcessesTest, AnOrphan) {
  trace::Finding found = Found(Kind::kLeak);
  found.task[0] = found.task[1] = 1;
  found.op[1] = Op::kStart;
  found.stack[0] = At("if (fork() == 0) Child();");
  found.waiting_count = 1;
  found.waiting[0] = Blocked(1, Transfer::kRead, "if (read(ends[0]", 2);
  EXPECT_EQ(Explained(WithPipe(Ran(found, {Forks(0, 1)}, {0, 1}))).message,
            absl::StrCat("Process 2, started at ", Place("if (fork() == 0) Child();"),
                         ", is still there after the first process has ended (an orphan), and can "
                         "never end: it waits for input from the pipe ends at ",
                         Place("if (read(ends[0]"),
                         ", which is still open for writing in process 2 itself."));
}

TEST(ExplainProcessesTest, ALockWhoseOwnerHasEndedWithItsProcess) {
  trace::Finding found = Found(Kind::kDeadlock);
  found.waiting_count = 1;
  found.waiting[0] = Wait(0, Op::kLock, kShared, "pthread_mutex_trylock(&shared->lock)", 1);
  const Finding finding =
      Explained(Ran(found,
                    {Do(1, Op::kLock, kShared, "pthread_mutex_lock(&shared->lock)"),
                     Do(1, Op::kExit, 0, "_exit(0)")},
                    {0, 1}));
  EXPECT_EQ(finding.message,
            absl::StrCat("Everything stands still: the first process waits for shared->lock at ",
                         Place("pthread_mutex_trylock"), ", which process 2 locked at ",
                         Place("pthread_mutex_lock"), " and still held when it ended."));
  EXPECT_EQ(Told(finding).back(),
            "> first process: pthread_mutex_trylock(&shared->lock);: waits for shared->lock, "
            "which process 2 held when it ended");
}

TEST(ExplainProcessesTest, ALockThatAThreadHeldWhenItsProcessForked) {
  trace::Finding found = Found(Kind::kDeadlock);
  found.waiting_count = 1;
  found.waiting[0] = Wait(2, Op::kLock, Address("a") + kSecond, "lower(a)", 1);
  const Finding finding =
      Explained(Ran(found, {Do(1, Op::kLock, Address("a"), "first(a)"), Forks(0, 2)}, {0, 0, 1}));
  EXPECT_THAT(finding.message,
              HasSubstr(absl::StrCat("process 2 waits for its copy of a at ", Place("lower(a)"),
                                     ": thread 1 of the first process held it (locked at ",
                                     Place("first(a)"), ") when process 2 was forked")));
}

TEST(ExplainProcessesTest, CopiesOfAVariableAreToldApart) {
  trace::Finding found = Found(Kind::kAssertion);
  found.stack[0] = At("hits++;");
  const uint64_t hits = Address("hits");
  const Finding finding =
      Explained(Ran(found,
                    {Forks(0, 1), Do(1, Op::kWrite, hits + kSecond, "hits += byte", 0, 1),
                     Do(0, Op::kRead, hits, "hits++;", 0, 0)},
                    {0, 1}));
  EXPECT_THAT(finding.message, HasSubstr("Each process has its own copy of hits"));
  EXPECT_THAT(Told(finding)[1], HasSubstr("writes hits of process 2: 1"));
  EXPECT_THAT(Told(finding)[2], HasSubstr("reads hits of the first process: 0"));
  // What was written before the fork, the child has, too.
  EXPECT_THAT(Explained(Ran(found,
                            {Do(0, Op::kWrite, hits, "hits++;", 0, 1), Forks(0, 1),
                             Do(1, Op::kRead, hits + kSecond, "hits += byte", 1, 1)},
                            {0, 1}))
                  .message,
              Not(HasSubstr("own copy")));
}

}  // namespace
}  // namespace racelab
