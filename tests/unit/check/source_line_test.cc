// Names that a line of source gives away, and lines that leave a doubt.
#include "checker/check/source_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace racelab {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr LineAccess kRead{LineAccess::kRead, true};
constexpr LineAccess kWrite{LineAccess::kWrite, true};
constexpr LineAccess kLock{LineAccess::kLock, false};
constexpr LineAccess kSignal{LineAccess::kSignal, false};
constexpr LineAccess kInLibrary{LineAccess::kRead, false};

TEST(SourceLineTest, AWriteIsToWhatIsAssigned) {
  EXPECT_THAT(CandidatesOn("  hits_++;", kWrite), ElementsAre("hits_"));
  EXPECT_THAT(CandidatesOn("  ++bank->hits_;", kWrite), ElementsAre("hits_"));
  EXPECT_THAT(CandidatesOn("balance_ -= amount;  // not rest = 0", kWrite),
              ElementsAre("balance_"));
  EXPECT_THAT(CandidatesOn("this->sum = sum + part;", kWrite), ElementsAre("sum"));
  EXPECT_THAT(CandidatesOn("counts[at++] += 1;", kWrite), ElementsAre("at", "counts"));
  EXPECT_THAT(CandidatesOn("if (a == b || a <= 3)", kWrite), IsEmpty());
  EXPECT_THAT(CandidatesOn("log_ << name << total << '\\n';", kWrite), ElementsAre("log_"));
  EXPECT_THAT(CandidatesOn("parts >> first >> second;", kWrite), ElementsAre("parts"));
  EXPECT_THAT(CandidatesOn("mask = 1 << bit;", kWrite), ElementsAre("mask"));
}

TEST(SourceLineTest, AReadIsOfAnythingNotOverwritten) {
  EXPECT_THAT(CandidatesOn("if (balance_ >= 30) {", kRead), ElementsAre("balance_"));
  EXPECT_THAT(CandidatesOn("if (balance_ >= amount) {", kRead), ElementsAre("amount", "balance_"));
  EXPECT_THAT(CandidatesOn("const long seen = balance_;", kRead), ElementsAre("balance_"));
  EXPECT_THAT(CandidatesOn("Money& seen = from.balance_;", kRead), ElementsAre("balance_"));
  EXPECT_THAT(CandidatesOn("printf(\"a %d b\\n\", total);", kRead), ElementsAre("total"));
  EXPECT_THAT(CandidatesOn("std::cout << total;", kRead), ElementsAre("total"));
}

TEST(SourceLineTest, ALockIsWhatTheGuardIsGiven) {
  EXPECT_THAT(CandidatesOn("std::lock_guard<std::mutex> lock(m_);", kLock), ElementsAre("m_"));
  EXPECT_THAT(CandidatesOn("std::lock_guard lock{account.m_};", kLock), ElementsAre("m_"));
  EXPECT_THAT(
      CandidatesOn("boost::unique_lock<boost::mutex> l(from->m, boost::defer_lock);", kLock),
      ElementsAre("m"));
  EXPECT_THAT(CandidatesOn("absl::MutexLock lock(&mutex_);", kLock), ElementsAre("mutex_"));
  EXPECT_THAT(CandidatesOn("pthread_mutex_lock(&a.lock);", kLock), ElementsAre("lock"));
  EXPECT_THAT(CandidatesOn("m_.lock();", kLock), ElementsAre("m_"));
  EXPECT_THAT(CandidatesOn("std::scoped_lock lock(a, b);", kLock), ElementsAre("a", "b"));
  EXPECT_THAT(CandidatesOn("std::lock(a, b);", kLock), ElementsAre("a", "b"));
  EXPECT_THAT(CandidatesOn("}", kLock), IsEmpty());
}

TEST(SourceLineTest, ASignalIsWhatWaits) {
  EXPECT_THAT(CandidatesOn("changed_.wait(lock, [&] { return !items_.empty(); });", kSignal),
              ElementsAre("changed_"));
  EXPECT_THAT(CandidatesOn("changed_.notify_one();", kSignal), ElementsAre("changed_"));
  EXPECT_THAT(CandidatesOn("while (!ready) pthread_cond_wait(&changed, &mutex);", kSignal),
              ElementsAre("changed"));
}

TEST(SourceLineTest, ALibraryWorksOnTheObjectItIsCalledFor) {
  EXPECT_THAT(CandidatesOn("count.fetch_add(step);", kInLibrary), ElementsAre("count"));
  EXPECT_THAT(CandidatesOn("count++;", kInLibrary), ElementsAre("count"));
}

TEST(SourceLineTest, TypesAreNoVariables) {
  EXPECT_THAT(CandidatesOn("class SimpleCounter : public Counter {", kInLibrary), IsEmpty());
  EXPECT_THAT(CandidatesOn("struct Node {", kInLibrary), IsEmpty());
  EXPECT_THAT(CandidatesOn("return std::make_unique<SimpleCounter>();", kInLibrary), IsEmpty());
  EXPECT_THAT(CandidatesOn("struct Node first = {next};", kRead), ElementsAre("next"));
  EXPECT_THAT(CandidatesOn("if (a < b) {", kRead), ElementsAre("a", "b"));
}

TEST(SourceLineTest, RubbishIsNoNameAndNoCrash) {
  for (const char* line : {"", "}", "[[[", "a[", "\"unended", "'", "/* open", "::", "->x", "1 + 2",
                           ")))((({{{,", "\\\"\\"}) {
    NamesOn(line);
    EXPECT_THAT(CandidatesOn(line, kWrite), IsEmpty()) << line;
  }
}

}  // namespace
}  // namespace racelab
