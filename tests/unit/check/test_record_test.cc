// The harness's lines as data: what is parsed, and that a hostile program cannot fake completion.
#include "checker/check/test_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"

namespace racelab {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Of lines as the harness writes them: each begins with the nonce.
TestRecord Parse(const std::string& lines) {
  return ParseRecord("abc\t" + absl::StrReplaceAll(lines, {{"\n", "\nabc\t"}}), "abc");
}

TEST(TestRecordTest, ReadsACompleteRun) {
  const TestRecord record = Parse(
      "begin\tStress.A\n"
      "failure\tlab_test.cc\t12\ttwo\\x0alines\\x09and a tab\n"
      "left\tthread\tone thread\n"
      "end\tStress.A\tfailed\n"
      "done\t3\t1\t0\n");
  EXPECT_TRUE(record.done);
  EXPECT_EQ(record.passed, 3);
  EXPECT_EQ(record.failed, 1);
  EXPECT_EQ(record.current, "");
  ASSERT_THAT(record.failures, SizeIs(1));
  EXPECT_EQ(record.failures[0].test, "Stress.A");
  EXPECT_EQ(record.failures[0].line, 12);
  EXPECT_EQ(record.failures[0].message, "two\nlines\tand a tab");
  ASSERT_THAT(record.left, SizeIs(1));
  EXPECT_EQ(record.left[0].kind, "thread");
}

TEST(TestRecordTest, KnowsTheTestThatWasRunningAtTheEnd) {
  const TestRecord record = Parse("begin\tStress.A\nwhere\t7\t7\t401000,402abc\n");
  EXPECT_FALSE(record.done);
  EXPECT_EQ(record.current, "Stress.A");
  EXPECT_THAT(record.crash, ElementsAre(0x401000, 0x402abc));
}

TEST(TestRecordTest, LinesWithoutTheNonceCountForNothing) {
  EXPECT_TRUE(ParseRecord("abc\tdone\t1\t0\t0\n", "abc").done);
  EXPECT_FALSE(ParseRecord("done\t1\t0\t0\n", "abc").done);
  EXPECT_FALSE(ParseRecord("xyz\tdone\t1\t0\t0\n", "abc").done);
  EXPECT_FALSE(ParseRecord("\tdone\t1\t0\t0\n", "").done);
}

TEST(TestRecordTest, MissesReportsThatWereMadeAndDidNotArrive) {
  EXPECT_EQ(Parse("report\t1\tdata-race\ndone\t1\t0\t1\n").lost_reports, 0);
  EXPECT_EQ(Parse("report\t2\tdata-race\ndone\t1\t0\t3\n").lost_reports, 2);
}

TEST(TestRecordTest, GathersTheLinesOfAReport) {
  const TestRecord record = Parse(
      "report\t1\tdata-race\n"
      "access\t1\t2\twrite\t8\t401000,401100\n"
      "access\t1\t0\tread\t8\t402000\n"
      "object\t1\theap\t\t8\t403000\n"
      "stack\t2\t1\t404000\n");
  ASSERT_THAT(record.reports, SizeIs(1)) << "report 2 never started";
  const SanitizerReport& report = record.reports[0];
  EXPECT_EQ(report.type, "data-race");
  ASSERT_THAT(report.stacks, SizeIs(2));
  EXPECT_EQ(report.stacks[0].thread, "2");
  EXPECT_EQ(report.stacks[0].kind, "write");
  EXPECT_EQ(report.stacks[0].size, 8);
  EXPECT_THAT(report.stacks[0].stack, ElementsAre(0x401000, 0x401100));
  EXPECT_EQ(report.object_type, "heap");
  EXPECT_THAT(report.allocated, ElementsAre(0x403000));
}

TEST(TestRecordTest, IgnoresRubbish) {
  const TestRecord record =
      Parse("\n\t\t\nfailure\nfailure\tx\nbegin\n\x01\xff\\x\nreport\nunknown\ta\tb\n");
  EXPECT_THAT(record.failures, IsEmpty());
  EXPECT_THAT(record.reports, IsEmpty());
}

}  // namespace
}  // namespace racelab
