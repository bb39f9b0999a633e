// grade-class killed ten times at moments of a fixed seed: the results are those of a calm run.
#include <gmock/gmock.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <map>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "checker/base/spawn.h"
#include "checker/base/sqlite.h"
#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"
#include "tests/support/processes_of.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr int kStudents = 14;
constexpr int kKills = 10;

// Nothing takes so long; a test that waits longer has failed.
auto Deadline() { return std::chrono::steady_clock::now() + std::chrono::minutes(3); }

class KilledClassTest : public CourseTest {
 protected:
  void SetUp() override {
    RunTheProgramToo();
    for (int i = 0; i < kStudents; ++i) {
      Write(root() / absl::StrCat("class/s", i, "/01_first/first.cc"),
            absl::StrCat("#include \"first.h\"\n// ", i, "\nint First() { return ", 1 + i % 3 / 2,
                         "; }\n"));
    }
    for (const char* folder : {"tmp", "cache"}) fs::create_directory(root() / folder);
    setenv("TMPDIR", (root() / "tmp").c_str(), 1);  // every process of ours names it
    setenv("RACELAB_CACHE", (root() / "cache").c_str(), 1);
  }
  void TearDown() override {
    for (const auto& [pid, command] : ProcessesOf(root())) kill(pid, SIGKILL);
    unsetenv("TMPDIR");
    unsetenv("RACELAB_CACHE");
  }

  std::vector<std::string> Grade(const std::string& out) const {
    return {"grade-class", root() / "class", "--out", root() / out};
  }

  // File by file.
  std::map<std::string, std::string> Results(const std::string& out) const {
    std::map<std::string, std::string> results;
    std::error_code none;
    for (const auto& entry : fs::recursive_directory_iterator(root() / out / "results", none)) {
      if (entry.path().extension() != ".json") continue;
      results[fs::relative(entry.path(), root() / out)] = ReadFile(entry.path()).value_or("");
    }
    return results;
  }

  // But for what depends on the clock: seconds and graded_at.
  std::vector<Database::Row> Gradebook(const std::string& out) const {
    std::vector<Database::Row> rows;
    Database book = Database::Open(root() / out / "gradebook.db").value();
    for (const char* what :
         {"student, problem FROM students", "* FROM findings", "* FROM files",
          "student, lab, state, verdict, points, max_points, days_late, finding, message, token "
          "FROM results"}) {
      EXPECT_EQ(book.Run(absl::StrCat("SELECT ", what, " ORDER BY 1, 2"), {},
                         [&](const auto& row) { rows.push_back(row); }),
                absl::OkStatus());
    }
    return rows;
  }

  // Starts grading, and kills it when `results` are there and `processes` more were seen at work.
  void KillAt(const std::string& out, size_t results, size_t processes) {
    std::vector<std::string> argv = Grade(out);
    argv.insert(argv.begin(), RACELAB_PROGRAM);
    const Spawned grading = Spawn({.argv = argv}).value();
    std::set<pid_t> seen;
    for (const auto deadline = Deadline(); std::chrono::steady_clock::now() < deadline;) {
      if (Results(out).size() >= results) {
        for (const auto& [pid, command] : ProcessesOf(root())) seen.insert(pid);
      }
      if (seen.size() >= processes) break;
      poll(nullptr, 0, 1);  // leaves the processor to the compilers
    }
    kill(grading.pid, SIGKILL);
    int status = 0;
    waitpid(grading.pid, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "it was over before it could be killed";
  }

  // SIGKILL takes a moment. True when nothing is left.
  bool WaitForSilence() const {
    for (const auto deadline = Deadline(); std::chrono::steady_clock::now() < deadline;) {
      if (ProcessesOf(root()).empty()) return true;
      poll(nullptr, 0, 2);
    }
    return false;
  }
};

TEST_F(KilledClassTest, TenTimesAndTheResultsAreThoseOfACalmRun) {
  ASSERT_EQ(Racelab(Grade("calm")).code, kExitPassed);
  fs::remove_all(root() / "cache");  // as slow as the first time
  std::mt19937 random(1);            // the same numbers on every machine
  for (int i = 0; i < kKills; ++i) {
    const size_t before = Results("killed").size();
    SCOPED_TRACE(testing::Message() << "kill " << i << " after " << before << " results");
    KillAt("killed", before + random() % 2, 1 + random() % 12);
    EXPECT_TRUE(WaitForSilence()) << ProcessesOf(root()).begin()->second;
  }
  const size_t kept = Results("killed").size();
  EXPECT_GT(kept, 0u);
  const CommandResult last = Racelab(Grade("killed"));
  EXPECT_EQ(last.code, kExitPassed) << last.err;
  EXPECT_THAT(last.out, HasSubstr(absl::StrCat(kStudents, " students, ", kStudents - kept,
                                               " labs graded, ", kept, " kept from before")));
  EXPECT_EQ(Results("killed"), Results("calm"));
  EXPECT_EQ(*ReadFile(root() / "killed/grades.csv"), *ReadFile(root() / "calm/grades.csv"));
  EXPECT_EQ(Gradebook("killed"), Gradebook("calm"));
  EXPECT_TRUE(WaitForSilence()) << ProcessesOf(root()).begin()->second;
}

}  // namespace
}  // namespace racelab
