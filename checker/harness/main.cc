// The program's main(): runs the lab's GoogleTest tests and tells the parent how they went.
#include <gtest/gtest.h>
#include <pthread.h>
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <string>

#include "checker/harness/leftovers.h"
#include "checker/harness/perturb.h"
#include "checker/harness/record_writer.h"
#include "checker/harness/stacks.h"
#include "checker/harness/tsan_report.h"

namespace racelab {
namespace {

void WriteFailure(const char* file, int line, const std::string& message) {
  RecordLine("failure").Text(file).Number(line).Text(message.c_str()).Write();
}

// Turns GoogleTest's events into lines. A child process that a test forked writes its failures
// too, but must not go on with the tests: that would be the parent's work done twice.
class RecordListener : public testing::EmptyTestEventListener {
  void OnTestStart(const testing::TestInfo& info) override {
    RecordLine("begin").Text(Name(info).c_str()).Write();
    before_ = TakeStock();
  }

  void OnTestPartResult(const testing::TestPartResult& result) override {
    if (!result.failed()) return;
    const bool known = result.file_name() != nullptr;
    WriteFailure(known ? result.file_name() : "-", known ? result.line_number() : 0,
                 result.message());
  }

  void OnTestEnd(const testing::TestInfo& info) override {
    if (!IsFirstProcess()) {
      WriteFailure("-", 0,
                   "A child process came back out of the test instead of ending. "
                   "End it with _exit() where its work is done.");
      _exit(EXIT_FAILURE);
    }
    WriteLeftovers(before_);
    const testing::TestResult& result = *info.result();
    const char* outcome = result.Failed() ? "failed" : result.Skipped() ? "skipped" : "ok";
    RecordLine("end").Text(Name(info).c_str()).Text(outcome).Write();
  }

  static std::string Name(const testing::TestInfo& info) {
    return std::string(info.test_suite_name()) + "." + info.name();
  }

  Possessions before_;
};

// An exception that leaves a thread ends the program: say which one, then abort as usual.
[[noreturn]] void OnTerminate() {
  std::string message =
      "std::terminate was called: a joinable std::thread was destroyed, or an exception left a "
      "noexcept function.";
  if (std::exception_ptr error = std::current_exception()) {
    message = "An exception was not caught, for instance because it left a thread: ";
    try {
      std::rethrow_exception(error);
    } catch (const std::exception& exception) {
      message += exception.what();
    } catch (...) {
      message += "it is not a std::exception";
    }
  }
  WriteFailure("-", 0, message);
  std::abort();
}

void* DoNothing(void*) { return nullptr; }

// TSan starts a thread of its own together with the first one. That should happen before the first
// test, which would be blamed for it.
void StartRuntimeThreads() {
  pthread_t thread;
  if (pthread_create(&thread, nullptr, DoNothing, nullptr) == 0) pthread_join(thread, nullptr);
}

}  // namespace

int RunTests(int argc, char** argv) {
  OpenRecord();
  StartRuntimeThreads();
  StartTsanReports();
  StartPerturbation();
  testing::InitGoogleTest(&argc, argv);
  if (RecordIsOpen()) {
    StartStacks();
    std::set_terminate(OnTerminate);
    testing::UnitTest::GetInstance()->listeners().Append(new RecordListener);  // gtest deletes it
  }
  const int code = RUN_ALL_TESTS();
  const testing::UnitTest& tests = *testing::UnitTest::GetInstance();
  if (IsFirstProcess()) {
    RecordLine("done")
        .Number(tests.successful_test_count())
        .Number(tests.failed_test_count())
        .Number(TsanReports())
        .Write();
  }
  return code;
}

}  // namespace racelab

int main(int argc, char** argv) { return racelab::RunTests(argc, argv); }
