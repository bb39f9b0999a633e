// Sample findings with steps, as the explorer explains them: what report tests and golden tests
// share.
#ifndef RACELAB_TESTS_SUPPORT_SAMPLE_INTERLEAVINGS_H_
#define RACELAB_TESTS_SUPPORT_SAMPLE_INTERLEAVINGS_H_

#include <string>
#include <utility>
#include <vector>

#include "tests/support/sample_reports.h"

namespace racelab {

inline Step StepOf(int task, int line, std::string source, std::string action,
                   bool failing = false) {
  return {.task = task,
          .name = task == 0 ? "main thread" : "thread " + std::to_string(task),
          .file = "bank.cc",
          .line = line,
          .source = std::move(source),
          .action = std::move(action),
          .failing = failing};
}

// A report whose only failure is this one.
inline Report ExploredReport(Finding finding) {
  Report report = EmptyReport();
  report.checks = {
      {"build", "build", Verdict::kPass, 1, 1, 0.91, "compiles without warnings", {}},
      {"explore", "explore", Verdict::kFail, 0, 5, 0.4, "failed in schedule 12 of 2,000", {}}};
  finding.reproduce = "./racelab check 1 --only explore";
  finding.rarity = {1, 1700};
  finding.token = "r1:4fa0:Ab3dE";
  report.checks[1].findings = {std::move(finding)};
  return report;
}

inline Finding RaceWithSteps() {
  Finding finding{
      .kind = "data-race",
      .message =
          "Two threads use hits_ at the same time, with nothing that puts them in "
          "order: thread 2 reads it at bank.cc:12, while thread 1 writes it at "
          "bank.cc:12.",
      .locations = {{"bank.cc", 12, "thread 2 reads"}, {"bank.cc", 12, "thread 1 writes"}}};
  finding.steps = {StepOf(1, 12, "hits_++;", "reads hits_: 7, writes 8", true),
                   StepOf(2, 12, "hits_++;", "reads hits_: 8", true)};
  finding.steps[0].accesses = {{"hits_", "7", "8", true}};
  finding.steps[1].accesses = {{"hits_", "8", "", false}};
  finding.steps[1].reads_from = {0};
  return finding;
}

// The end of a pipe that never comes, as the explorer explains it.
inline Finding PipeWithSteps() {
  const std::string waits =
      "waits for input from the pipe ends, which is still open for writing in the first process "
      "and in process 2 itself";
  Finding finding{.kind = "deadlock",
                  .message =
                      "Two processes wait for each other in a ring, so none can go on: the first "
                      "process waits for process 2 to end at sum.c:19; process 2 " +
                      waits +
                      ". Input comes to its end only when every process has closed the end for "
                      "writing, the reader itself included.",
                  .processes = 2};
  finding.steps = {
      {0, "main thread of the first process", "sum.c", 9, "if (fork() == 0) {", "starts process 2"},
      {0, "main thread of the first process", "sum.c", 18, "write(ends[1], &number, 4);",
       "writes 4 bytes to the pipe ends"},
      {2, "process 2", "sum.c", 11, "while (read(ends[0], &number, 4) > 0)",
       "reads 4 bytes from the pipe ends"},
      {0, "main thread of the first process", "sum.c", 19, "wait(NULL);",
       "waits for process 2 to end", true},
      {2, "process 2", "sum.c", 11, "while (read(ends[0], &number, 4) > 0)", waits, true},
      {1, "thread 1 of the first process", "sum.c", 30, "pause();", "waits for a signal"}};
  finding.steps[2].after = {0, 1};
  finding.steps[3].waits_for = "process 2";
  finding.steps[3].holder = 2;
  finding.steps[4].waits_for = "the pipe ends";
  finding.steps[4].holder = 0;
  finding.steps[5].waits_for = "a signal";
  finding.cycle = {0, 2};
  return finding;
}

inline Finding DeadlockWithSteps() {
  Finding finding{.kind = "deadlock",
                  .message =
                      "Two threads wait for each other in a ring, so none can go on: thread 1 "
                      "waits for b at bank.cc:9, which thread 2 locked at bank.cc:14; thread 2 "
                      "waits for a at bank.cc:15, which thread 1 locked at bank.cc:8.",
                  .locations = {{"bank.cc", 9, "thread 1 waits for b, which thread 2 holds"}}};
  finding.steps = {StepOf(1, 8, "std::lock_guard<std::mutex> first(a);", "locks a"),
                   StepOf(2, 14, "std::lock_guard<std::mutex> upper(b);", "locks b"),
                   StepOf(1, 9, "std::lock_guard<std::mutex> second(b);",
                          "waits for b, which thread 2 holds", true),
                   StepOf(2, 15, "std::lock_guard<std::mutex> lower(a);",
                          "waits for a, which thread 1 holds", true)};
  finding.steps[0].held = finding.steps[2].held = {"a"};
  finding.steps[1].held = finding.steps[3].held = {"b"};
  finding.steps[2].waits_for = "b";
  finding.steps[2].holder = 2;
  finding.steps[3].waits_for = "a";
  finding.steps[3].holder = 1;
  finding.cycle = {1, 2};
  return finding;
}

inline Finding LostWakeupWithSteps() {
  Finding finding{.kind = "lost-wakeup",
                  .message =
                      "Thread 2 waits for ever on changed_ at bank.cc:31: the signal of thread 1 "
                      "at bank.cc:24 came before it waited, and signals are not kept for later.",
                  .locations = {{"bank.cc", 31, "thread 2 waits for a signal on changed_"}}};
  finding.steps = {StepOf(2, 30, "if (full_) return;", "reads full_: 0"),
                   StepOf(1, 23, "full_ = true;", "writes full_: 1"),
                   StepOf(1, 24, "changed_.notify_one();", "signals changed_: nobody waits", true),
                   StepOf(2, 31, "changed_.wait(lock);", "waits for a signal on changed_", true)};
  finding.steps[0].accesses = {{"full_", "0", "", false}};
  finding.steps[1].accesses = {{"full_", "", "1", true}};
  finding.steps[3].waits_for = "changed_";
  return finding;
}

// Steps in two files, and some left out.
inline Finding AssertionWithSteps() {
  Finding finding{
      .kind = "assertion",
      .message = "A check fails at lab_test.cc:40 in the main thread: The balance is -20.",
      .locations = {{"lab_test.cc", 40, "main thread finds it wrong"}}};
  finding.steps = {
      StepOf(1, 18, "if (balance_ < amount) return false;", "locks m_, reads balance_: 100"),
      StepOf(2, 18, "if (balance_ < amount) return false;", "locks m_, reads balance_: 100"),
      StepOf(1, 22, "balance_ -= amount;", "reads balance_: 100, writes 40"),
      StepOf(2, 22, "balance_ -= amount;", "reads balance_: 40, writes -20"),
      StepOf(0, 40, "EXPECT_GE(bank.balance(), 0);", "the check fails", true)};
  finding.steps[2].left_out = 3;
  finding.steps[4].file = "lab_test.cc";
  return finding;
}

// Four tasks: more than there are columns.
inline Finding ManyTasksWithSteps() {
  Finding finding = AssertionWithSteps();
  finding.steps.insert(
      finding.steps.begin() + 2,
      StepOf(13, 18, "if (balance_ < amount) return false;", "tries to lock m_, which is taken"));
  return finding;
}

}  // namespace racelab

#endif  // RACELAB_TESTS_SUPPORT_SAMPLE_INTERLEAVINGS_H_
