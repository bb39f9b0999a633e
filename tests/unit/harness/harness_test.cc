// Tests the harness: builds a program with it in each variant and reads what the program records.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "checker/harness/record.h"
#include "subject_run.h"

namespace racelab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Build {
  const char* family;
  bool tsan;
};

class HarnessTest : public testing::TestWithParam<Build> {
 protected:
  // Each build takes seconds and is used by all tests.
  void SetUp() override {
    std::shared_ptr<Subject>& subject = Subjects()[Name()];
    if (subject == nullptr) {
      absl::StatusOr<Subject> built = Subject::Build(GetParam().family, GetParam().tsan);
      if (absl::IsNotFound(built.status())) GTEST_SKIP() << built.status();
      ASSERT_TRUE(built.ok()) << built.status();
      subject = std::make_shared<Subject>(*std::move(built));
    }
    subject_ = subject;
  }

  static void TearDownTestSuite() { Subjects().clear(); }

  static std::map<std::string, std::shared_ptr<Subject>>& Subjects() {
    static auto& subjects = *new std::map<std::string, std::shared_ptr<Subject>>;
    return subjects;
  }

  static std::string Name() {
    return absl::StrCat(GetParam().family, GetParam().tsan ? "_tsan" : "_plain");
  }

  // The microseconds that the subject printed.
  static int64_t Elapsed(const SubjectRun& run) {
    const size_t at = run.result.out.find("elapsed_us=");
    return at == std::string::npos ? -1 : std::stoll(run.result.out.substr(at + 11));
  }

  std::shared_ptr<Subject> subject_;
};

TEST_P(HarnessTest, APassingTestLeavesACompleteRecord) {
  const SubjectRun run = subject_->Run("Passes");
  EXPECT_EQ(run.result.code, 0);
  EXPECT_EQ(run.record,
            "secret\tbegin\tSubject.Passes\n"
            "secret\tend\tSubject.Passes\tok\n"
            "secret\tdone\t1\t0\t0\n");
}

TEST_P(HarnessTest, AFailureSaysWhere) {
  const SubjectRun run = subject_->Run("Fails");
  EXPECT_EQ(run.result.code, 1);
  ASSERT_THAT(run.Lines("failure"), SizeIs(1));
  const Fields failure = run.Lines("failure")[0];
  EXPECT_TRUE(absl::EndsWith(failure[1], "subject.cc")) << failure[1];
  EXPECT_EQ(failure[2], absl::StrCat(MarkedLine("fails")));
  EXPECT_THAT(failure[3], HasSubstr("\\x0aa\\x09b"));
  EXPECT_THAT(run.Lines("end"), ElementsAre(ElementsAre("end", "Subject.Fails", "failed")));
  EXPECT_THAT(run.Lines("done"), ElementsAre(ElementsAre("done", "0", "1", "0")));
}

TEST_P(HarnessTest, FailuresOfThreadsAndChildrenCount) {
  const SubjectRun thread = subject_->Run("FailsInThread");
  ASSERT_THAT(thread.Lines("failure"), SizeIs(1));
  EXPECT_EQ(thread.Lines("failure")[0][2], absl::StrCat(MarkedLine("thread fails")));
  const SubjectRun child = subject_->Run("FailsInChild");
  ASSERT_THAT(child.Lines("failure"), SizeIs(1));
  EXPECT_EQ(child.Lines("failure")[0][2], absl::StrCat(MarkedLine("child fails")));
  EXPECT_THAT(child.Lines("done"), SizeIs(1));
}

TEST_P(HarnessTest, ALongLineIsCut) {
  const SubjectRun run = subject_->Run("FailsAtLength");
  const size_t word = run.record.find("failure");
  const size_t start = run.record.rfind('\n', word) + 1;
  const size_t size = run.record.find('\n', word) + 1 - start;
  EXPECT_LE(size, static_cast<size_t>(kMaxRecordLine));
  EXPECT_GE(size, static_cast<size_t>(kMaxRecordLine) - 4);
  EXPECT_THAT(run.Lines("done"), SizeIs(1));
}

TEST_P(HarnessTest, ASkippedTestIsNeitherOkNorFailed) {
  const SubjectRun run = subject_->Run("Skips");
  EXPECT_THAT(run.Lines("end"), ElementsAre(ElementsAre("end", "Subject.Skips", "skipped")));
}

TEST_P(HarnessTest, AnEarlyExitLeavesNoDone) {
  const SubjectRun run = subject_->Run("ExitsEarly");
  EXPECT_EQ(run.result.code, 0);
  EXPECT_THAT(run.Lines("begin"), SizeIs(1));
  EXPECT_THAT(run.Lines("done"), IsEmpty());
}

TEST_P(HarnessTest, TheStudentNeverSeesTheNonce) {
  EXPECT_THAT(subject_->Run("SeesNoNonce").Lines("failure"), IsEmpty());
}

TEST_P(HarnessTest, ACrashSaysWhere) {
  const SubjectRun run = subject_->Run("Crashes");
  EXPECT_EQ(run.result.signal, SIGSEGV);
  ASSERT_THAT(run.Lines("where"), SizeIs(1));
  EXPECT_TRUE(subject_->IsOnLine(run.Lines("where")[0][3], "crashes")) << run.record;
}

TEST_P(HarnessTest, AnUncaughtExceptionIsQuoted) {
  const SubjectRun run = subject_->Run("ThrowsInThread");
  EXPECT_EQ(run.result.signal, SIGABRT);
  ASSERT_THAT(run.Lines("failure"), SizeIs(1));
  EXPECT_THAT(run.Lines("failure")[0][3], HasSubstr("boom"));
}

TEST_P(HarnessTest, LeftoversAreNamed) {
  const auto thread = subject_->Run("LeavesThread").Lines("left");
  EXPECT_THAT(thread, ElementsAre(ElementsAre("left", "thread", "1 thread still runs")));
  const auto descriptor = subject_->Run("LeavesDescriptor").Lines("left");
  EXPECT_THAT(descriptor, ElementsAre(ElementsAre("left", "descriptor", HasSubstr("/dev/null"))));
  const auto child = subject_->Run("LeavesChild").Lines("left");
  EXPECT_THAT(child, ElementsAre(ElementsAre("left", "child", HasSubstr("ended"))));
  EXPECT_THAT(subject_->Run("LeavesNothing").Lines("left"), IsEmpty());
}

TEST_P(HarnessTest, AChildThatComesBackIsAFailure) {
  const SubjectRun run = subject_->Run("ChildComesBack");
  ASSERT_THAT(run.Lines("failure"), SizeIs(1));
  EXPECT_THAT(run.Lines("failure")[0][3], HasSubstr("_exit()"));
  EXPECT_THAT(run.Lines("end"), SizeIs(1));
  EXPECT_THAT(run.Lines("done"), SizeIs(1));
}

TEST_P(HarnessTest, AStuckThreadSaysWhere) {
  EXPECT_TRUE(subject_->AnswersFrom("StuckInMutex", "stuck in mutex"));
  EXPECT_TRUE(subject_->AnswersFrom("StuckInWait", "stuck in wait"));
  EXPECT_TRUE(subject_->AnswersFrom("StuckInRead", "stuck in read"));
}

TEST_P(HarnessTest, AThreadMayBeAskedWhileItIsCreated) {
  EXPECT_EQ(subject_->StatusWhenAsked("CreatesManyThreads"), 0);
}

TEST_P(HarnessTest, AThreadMayBeAskedInsideOfTsan) {
  EXPECT_EQ(subject_->StatusWhenAsked("KeepsTsanBusy"), 0);
}

TEST_P(HarnessTest, SleepsCanBeNeutered) {
  const SubjectRun run = subject_->Run("Sleeps", kPerturbNoSleep);
  EXPECT_FALSE(run.result.timed_out);
  EXPECT_THAT(run.Lines("done"), SizeIs(1));
}

TEST_P(HarnessTest, AThreadThatTsanDoesNotKnowMaySleep) {
  const SubjectRun run = subject_->Run("SleepsInAnUnseenThread");
  EXPECT_THAT(run.Lines("done"), SizeIs(1)) << run.result.signal << run.result.err;
}

TEST_P(HarnessTest, DelaysTakeTheirTime) {
  EXPECT_GE(Elapsed(subject_->Run("WaitsForThePast", kPerturbDelayWait)), 1000);
  EXPECT_GE(Elapsed(subject_->Run("WaitsTenMilliseconds", kPerturbLongTimeouts)), 900'000);
  EXPECT_GE(Elapsed(subject_->Run("UnlocksOften", kPerturbDelayUnlock)), 500);
  EXPECT_GE(Elapsed(subject_->Run("StartsThreads", kPerturbDelayStart)), 4000);
}

// On one processor, where a thread is hardly ever interrupted just there by itself.
TEST_P(HarnessTest, AnUpdateInTwoStepsIsInterrupted) {
  if (!GetParam().tsan) GTEST_SKIP() << "needs TSan";
  const std::string words = absl::StrCat(kPerturbDelayAccess, ",", kPerturbOneCpu);
  const SubjectRun run = subject_->Run("AddsInTwoSteps", words);
  // 2000 gaps, one in eight with a yield: the odds that no update is lost are below 1e-100.
  ASSERT_THAT(run.Lines("failure"), SizeIs(1));
  EXPECT_THAT(run.Lines("failure")[0][3], HasSubstr("updates were lost"));
  EXPECT_THAT(run.Lines("report"), IsEmpty());  // each step is atomic: no data race
}

TEST_P(HarnessTest, SeveralPerturbationsCombine) {
  const SubjectRun run =
      subject_->Run("HasOneCpu", absl::StrCat(kPerturbDelayStart, ",", kPerturbOneCpu));
  EXPECT_EQ(run.result.code, 0) << run.record;
}

TEST_P(HarnessTest, ARaceIsRecordedWithItsLines) {
  const SubjectRun run = subject_->Run("Races");
  if (!GetParam().tsan) {
    EXPECT_THAT(run.Lines("report"), IsEmpty());
    return;
  }
  EXPECT_EQ(run.result.code, 66);
  EXPECT_THAT(run.result.err, IsEmpty());  // the record has it all
  ASSERT_THAT(run.Lines("report"), SizeIs(1));
  EXPECT_EQ(run.Lines("report")[0][2], "data-race");
  ASSERT_THAT(run.Lines("access"), SizeIs(2));
  for (const Fields& access : run.Lines("access")) {
    EXPECT_TRUE(subject_->IsOnLine(access[5], "races")) << run.record;
  }
  EXPECT_THAT(run.Lines("object"),
              ElementsAre(ElementsAre("object", "1", "global", "hits", "4", "")));
  EXPECT_THAT(run.Lines("thread"), SizeIs(2));
}

TEST_P(HarnessTest, ARaceOnTheHeapNamesTheAllocation) {
  if (!GetParam().tsan) GTEST_SKIP() << "needs TSan";
  const SubjectRun run = subject_->Run("RacesOnHeap");
  ASSERT_THAT(run.Lines("object"), SizeIs(1)) << run.record;
  EXPECT_EQ(run.Lines("object")[0][2], "heap");
  EXPECT_TRUE(subject_->IsOnLine(run.Lines("object")[0][5], "allocates")) << run.record;
}

TEST_P(HarnessTest, NeuteredLocksLetARaceThrough) {
  if (!GetParam().tsan) GTEST_SKIP() << "needs TSan";
  EXPECT_THAT(subject_->Run("Locks").Lines("report"), IsEmpty());
  EXPECT_THAT(subject_->Run("Locks", kPerturbNoLocks).Lines("report"), SizeIs(1));
}

// Delays must not order threads: a race stays visible under all of them.
TEST_P(HarnessTest, DelaysHideNoRace) {
  if (!GetParam().tsan) GTEST_SKIP() << "needs TSan";
  const SubjectRun run = subject_->Run("Races", "delay-start,delay-unlock,delay-wait,no-sleep");
  EXPECT_THAT(run.Lines("report"), SizeIs(1));
}

TEST_P(HarnessTest, AStudentCannotDefineTsanOptions) {
  if (!GetParam().tsan) GTEST_SKIP() << "needs TSan";
  absl::StatusOr<TempDir> folder = TempDir::Create("options");
  ASSERT_TRUE(folder.ok());
  for (const char* name : {"__tsan_default_options", "__tsan_default_suppressions"}) {
    const auto source = folder->path() / "options.cc";
    ASSERT_TRUE(WriteFile(source, absl::StrCat("extern \"C\" const char* ", name,
                                               "();\nconst char* ", name, "() { return \"\"; }\n"))
                    .ok());
    const CommandResult result = subject_->LinkWith(source);
    EXPECT_FALSE(result.Ok());
    EXPECT_THAT(result.out, HasSubstr(absl::StrCat("multiple definition of `", name)));
  }
}

std::string BuildName(const testing::TestParamInfo<Build>& build) {
  return absl::StrCat(build.param.family, build.param.tsan ? "_tsan" : "_plain");
}

INSTANTIATE_TEST_SUITE_P(Builds, HarnessTest,
                         testing::Values(Build{"gcc", false}, Build{"gcc", true},
                                         Build{"clang", true}),
                         BuildName);

}  // namespace
}  // namespace racelab
