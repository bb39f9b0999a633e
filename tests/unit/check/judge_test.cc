// Findings from made-up evidence: stacks, reports and ends of runs.
#include "checker/check/judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "checker/check/judge_internal.h"
#include "checker/check/library_race.h"

namespace racelab {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Frames SomeFrames() {
  return Frames({{1, {{"std::vector::push_back", "/usr/include/c++/12/vector", 7}}},
                 {2, {{"Counter::Work", "hits.cc", 12}}},
                 {3, {{"Stress_A_Test::TestBody", "lab_test.cc", 40}}},
                 {4, {{"kit::RunThreads", "labs/kit/threads.h", 9}}},
                 {5, {{"boost::mutex::lock", "/usr/include/boost/mutex.hpp", 61}}},
                 {6, {{"boost::condition_variable::wait", "/usr/include/boost/cv.hpp", 81}}},
                 {7, {{"Counter::Report", "hits.cc", 20}}},
                 {8, {{"boost::thread::join", "/usr/include/boost/thread.hpp", 1}}},
                 {9, {{"bool boost::lockfree::stack<int>::pop<int>(int&)", "/b/stack.hpp", 1}}},
                 {10, {{"boost::lockfree::detail::freelist_stack<A>::allocate()", "/b/f.hpp", 1}}},
                 {11, {{"std::atomic<boost::lockfree::detail::tagged_index>::load()", "/a", 1}}},
                 {12, {{"void boost::lockfree::detail::copy_payload<int>()", "/b/copy.hpp", 1}}},
                 {13, {{"boost::lockfree::detail::ringbuffer_base<int>::push()", "/b/r.hpp", 1}}},
                 {14, {{"Use(boost::lockfree::queue<int>&)", "hits.cc", 30}}},
                 {15,
                  {{"__tsan_volatile_read8", "checker/harness/interpose_access.cc", 70},
                   {"boost::lockfree::detail::tagged_ptr<A>::get_ptr() const", "/b/t.hpp", 1}}}},
                {"hits.cc"});
}

TEST(FramesTest, TheStudentsFrameComesFirst) {
  const Frames frames = SomeFrames();
  EXPECT_EQ(frames.Best({1, 3, 2})->file, "hits.cc");
  EXPECT_EQ(frames.Best({1, 4, 3})->file, "lab_test.cc");
  EXPECT_FALSE(frames.Best({1, 4}).has_value());
  EXPECT_FALSE(frames.Best({99}).has_value());
}

TEST(JudgeReportTest, ARaceNamesBothPlacesAndTheVariable) {
  const SanitizerReport report{.type = "data-race",
                               .stacks = {{"2", "write", 8, {1, 2}}, {"1", "read", 8, {7}}},
                               .object_type = "global",
                               .object_name = "hits"};
  const auto finding = JudgeReport(report, SomeFrames());
  ASSERT_TRUE(finding.has_value());
  EXPECT_EQ(finding->kind, "data-race");
  EXPECT_EQ(finding->message,
            "Two threads use the variable hits at the same time, with nothing that puts them in "
            "order: thread 2 writes at hits.cc:12, while thread 1 reads at hits.cc:20.");
  EXPECT_THAT(finding->locations, ElementsAre(Location{"hits.cc", 12, "thread 2 writes"},
                                              Location{"hits.cc", 20, "thread 1 reads"}));
}

TEST(JudgeReportTest, AReportInsideLibrariesIsNotTheStudents) {
  const SanitizerReport report{.type = "data-race",
                               .stacks = {{"2", "write", 8, {1}}, {"1", "read", 8, {4}}}};
  EXPECT_FALSE(JudgeReport(report, SomeFrames()).has_value());
}

// All stacks are called from line 12 of the student's file.
bool IsReported(uint64_t one, const char* what, uint64_t other) {
  const SanitizerReport report{.type = "data-race",
                               .stacks = {{"1", what, 8, {one, 2}}, {"2", "read", 8, {other, 2}}}};
  return !IsLibraryRace(report, SomeFrames());
}

TEST(LibraryRaceTest, WhatALibraryDoesByDesignIsNotTheStudents) {
  EXPECT_FALSE(IsReported(10, "write", 9));
  EXPECT_FALSE(IsReported(9, "write", 15)) << "an access through the harness";
  EXPECT_FALSE(IsReported(11, "atomic write", 10));
  EXPECT_FALSE(IsReported(10, "write", 12)) << "a node is read, in vain";
  EXPECT_TRUE(IsReported(12, "write", 10)) << "the student's variable is written";
  EXPECT_TRUE(IsReported(13, "write", 13)) << "two producers at a ring for one";
  EXPECT_TRUE(IsReported(10, "write", 7)) << "one of the two is the student's own";
  EXPECT_TRUE(IsReported(14, "write", 14)) << "the library is only in the arguments";
}

// Which access ThreadSanitizer sees last, and which race first, is chance.
TEST(JudgeReportTest, TheOrderOfReportsAndOfAccessesDoesNotMatter) {
  const ReportedStack write{"2", "write", 8, {1, 2}}, read{"1", "read", 8, {7}};
  const ReportedStack test{"0", "read", 8, {3}};
  const SanitizerReport a{.type = "data-race", .stacks = {write, read}};
  const SanitizerReport b{.type = "data-race", .stacks = {test, write}};
  const SanitizerReport mirrored_a{.type = "data-race", .stacks = {read, write}};
  const SanitizerReport mirrored_b{.type = "data-race", .stacks = {write, test}};
  const std::vector<Finding> findings = JudgeReports({a, b}, SomeFrames());
  ASSERT_THAT(findings, SizeIs(2));
  const std::vector<Finding> others = JudgeReports({mirrored_b, mirrored_a}, SomeFrames());
  ASSERT_THAT(others, SizeIs(2));
  for (int i : {0, 1}) {
    EXPECT_EQ(others[i].message, findings[i].message);
    EXPECT_EQ(others[i].locations, findings[i].locations);
  }
}

TEST(JudgeStuckTest, OnlyLocksIsADeadlock) {
  RunOutcome outcome{.end = RunEnd::kStuck};
  outcome.waiting = {{0, 0, "futex", "futex", {8, 3}},
                     {0, 1, "futex", "futex", {5, 2}},
                     {0, 2, "futex", "futex", {5, 7}}};
  const Finding finding = JudgeStuck(outcome, "Stress.A", SomeFrames());
  EXPECT_EQ(finding.kind, "deadlock");
  EXPECT_EQ(
      finding.message,
      "Everything stands still in Stress.A: thread 1 waits for a lock at hits.cc:12; thread 2 "
      "waits for a lock at hits.cc:20.");
}

TEST(JudgeStuckTest, ASignalThatNeverComesIsAHang) {
  RunOutcome outcome{.end = RunEnd::kStuck};
  outcome.waiting = {{0, 0, "", "futex", {8, 3}}, {0, 1, "", "futex", {6, 2}}};
  const Finding finding = JudgeStuck(outcome, "Stress.A", SomeFrames());
  EXPECT_EQ(finding.kind, "hang");
  EXPECT_THAT(finding.message, HasSubstr("thread 1 waits for a signal that never comes"));
}

// Each line of the record begins with the nonce.
RunOutcome Exited(const std::string& record, int code = 0) {
  const std::string lines = "n\t" + absl::StrReplaceAll(record, {{"\n", "\nn\t"}});
  return {.end = RunEnd::kExited, .code = code, .nonce = "n", .record = lines};
}

std::vector<Finding> Judge(const RunOutcome& outcome) {
  const auto findings = JudgeRun(outcome, {"/no/such/program", {"hits.cc"}, 10});
  EXPECT_TRUE(findings.ok()) << findings.status();
  return findings.ok() ? *findings : std::vector<Finding>();
}

TEST(JudgeRunTest, ACleanRunHasNoFinding) {
  EXPECT_THAT(Judge(Exited("begin\tA.a\nend\tA.a\tok\ndone\t1\t0\t0\n")), IsEmpty());
}

TEST(JudgeRunTest, AnEarlyExitIsNoPass) {
  const auto findings = Judge(Exited("begin\tA.a\n"));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].kind, "no-completion");
  EXPECT_THAT(findings[0].message, HasSubstr("in the middle of A.a"));
  EXPECT_THAT(Judge(Exited("")), SizeIs(1));
}

TEST(JudgeRunTest, AnExitAfterTheLastTestIsNoPass) {
  EXPECT_THAT(Judge(Exited("begin\tA.a\nend\tA.a\tok\ndone\t1\t0\t0\n", 5)),
              Contains(Field(&Finding::kind, "no-completion")));
}

TEST(JudgeRunTest, ReportsThatDidNotArriveAreAnIntegrityFinding) {
  const auto findings = Judge(Exited("begin\tA.a\nend\tA.a\tok\ndone\t1\t0\t2\n", 0));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].kind, "integrity");
}

TEST(JudgeRunTest, AFailedExpectationIsAnAssertion) {
  const auto findings = Judge(
      Exited("begin\tA.a\nfailure\tlab_test.cc\t9\tlost\nend\tA.a\tfailed\ndone\t0\t1\t0\n", 1));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].kind, "assertion");
  EXPECT_EQ(findings[0].message, "A.a failed: lost");
}

TEST(JudgeRunTest, NoTestAtAllIsOurFailure) {
  EXPECT_FALSE(JudgeRun(Exited("done\t0\t0\t0\n"), {"/no/such", {}, 10}).ok());
}

TEST(JudgeRunTest, NamesTheLimitsThatWereReached) {
  for (const auto& [end, kind] :
       {std::pair(RunEnd::kFlood, "output-flood"),
        std::pair(RunEnd::kTooManyProcesses, "resource-limit"), std::pair(RunEnd::kTimeout, "hang"),
        std::pair(RunEnd::kSignaled, "crash")}) {
    RunOutcome outcome = Exited("begin\tA.a\n");
    outcome.end = end;
    EXPECT_THAT(Judge(outcome), ElementsAre(Field(&Finding::kind, kind)));
  }
}

TEST(JudgeLeftoversTest, OneFindingForEachSort) {
  RunOutcome outcome = Exited("begin\tA.a\nleft\tdescriptor\tpipe\nleft\tdescriptor\tpipe\n");
  outcome.left.shared_memory = {"a", "b"};
  EXPECT_THAT(JudgeLeftovers(outcome),
              ElementsAre(Field(&Finding::message,
                                "A shared memory object was never unlinked: a and 1 more."),
                          Field(&Finding::message, "A.a left a descriptor behind: pipe")));
}

}  // namespace
}  // namespace racelab
