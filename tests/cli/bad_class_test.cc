// What may be wrong with a class, its results or its gradebook: one clear message, and nothing
// lost.
#include <gmock/gmock.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "checker/base/sqlite.h"
#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class BadClassTest : public CourseTest {
 protected:
  BadClassTest() {
    for (const char* student : {"ada", "bob"}) {
      Write(root() / "class" / student / "01_first/first.cc",
            "#include \"first.h\"\nint First() { return 1; }\n");
    }
  }

  CommandResult Grade(const std::string& out = "out", std::vector<std::string> more = {}) {
    std::vector<std::string> words = {"grade-class", root() / "class", "--out", root() / out};
    words.insert(words.end(), more.begin(), more.end());
    return Racelab(words);
  }

  fs::path Result() const { return root() / "out/results/ada/01_first.json"; }

  // Grading ended with `code` and one line on stderr that has `text`.
  static void ExpectOneLine(const CommandResult& graded, int code, const std::string& text) {
    EXPECT_EQ(graded.code, code) << graded.err;
    EXPECT_THAT(graded.err, AllOf(StartsWith("racelab: "), HasSubstr(text)));
    EXPECT_EQ(std::count(graded.err.begin(), graded.err.end(), '\n'), 1) << graded.err;
  }
};

TEST_F(BadClassTest, AResultThatIsRubbishIsMadeAgain) {
  ASSERT_EQ(Grade().code, kExitPassed);
  const std::string good = *ReadFile(Result());
  for (const std::string& bad :
       {good.substr(0, good.size() / 2), std::string(), std::string("rubbish"), std::string("[]"),
        std::string("{\"format\": 1}"), std::string(100'000, '['), std::string(4096, '\0'),
        "{\"format\": 99" + good.substr(good.find(','))}) {
    SCOPED_TRACE(bad.substr(0, 40));
    Write(Result(), bad);
    const CommandResult graded = Grade();
    EXPECT_EQ(graded.code, kExitPassed) << graded.err;
    EXPECT_THAT(graded.out, HasSubstr("2 students, 1 labs graded, 1 kept from before"));
    EXPECT_EQ(*ReadFile(Result()), good);
  }
}

TEST_F(BadClassTest, AFolderInPlaceOfAResultIsSaid) {
  fs::create_directories(Result() / "x");
  ExpectOneLine(Grade(), kExitInconclusive, "01_first.json: cannot be replaced");
}

TEST_F(BadClassTest, AGradebookThatIsNoneIsSaid) {
  Write(root() / "out/gradebook.db", std::string(5000, 'x'));
  ExpectOneLine(Grade(), kExitUsage, "gradebook.db: file is not a database; move the file away");
  EXPECT_FALSE(fs::exists(Result())) << "it was graded before that was said";
  fs::remove(root() / "out/gradebook.db");
  EXPECT_EQ(Grade().code, kExitPassed);
}

TEST_F(BadClassTest, AGradebookOfANewerRacelabIsLeftAlone) {
  fs::create_directory(root() / "out");
  const fs::path file = root() / "out/gradebook.db";
  ASSERT_EQ(Database::Open(file)->Run("PRAGMA user_version = 99"), absl::OkStatus());
  ExpectOneLine(Grade(), kExitInconclusive, "was made by a newer racelab (version 99");
}

TEST_F(BadClassTest, AGradebookThatIsLockedIsSaid) {
  ASSERT_EQ(Grade().code, kExitPassed);
  Database other = Database::Open(root() / "out/gradebook.db").value();
  ASSERT_EQ(other.Run("BEGIN EXCLUSIVE"), absl::OkStatus());
  ExpectOneLine(Grade(), kExitInconclusive, "another program is writing to it");
  ASSERT_EQ(other.Run("ROLLBACK"), absl::OkStatus());
  EXPECT_EQ(Grade().code, kExitPassed);
}

TEST_F(BadClassTest, AnOutThatCannotBeMadeIsSaid) {
  Write(root() / "out", "a file");
  ExpectOneLine(Grade(), kExitInconclusive, "/out: cannot be made");
  ExpectOneLine(Grade("out", {"--shard", "1/2"}), kExitInconclusive, "/out: cannot be made");
}

// Mounted over --out where only racelab sees it: `options` of a tmpfs.
class BadDiskTest : public BadClassTest {
 protected:
  void SetUp() override {
    fs::create_directory(root() / "out");
    if (!OnDisk("size=1m", {"true"}).Ok()) GTEST_SKIP() << "no mount namespace here";
  }

  CommandResult OnDisk(const std::string& options, const std::vector<std::string>& program) {
    Command command{.argv = {"unshare", "--mount", "bash", "-c",
                             "mount -t tmpfs -o \"$1\" tmpfs \"$2\" && shift 2 && exec \"$@\"",
                             "bash", options, root() / "out"}};
    if (geteuid() != 0) command.argv.insert(command.argv.begin() + 2, "--map-root-user");
    command.argv.insert(command.argv.end(), program.begin(), program.end());
    return RunCommand(command).value();
  }

  CommandResult GradeOn(const std::string& options, std::vector<std::string> more = {}) {
    std::vector<std::string> words = {RACELAB_PROGRAM, "grade-class", root() / "class", "--out",
                                      root() / "out"};
    words.insert(words.end(), more.begin(), more.end());
    return OnDisk(options, words);
  }
};

TEST_F(BadDiskTest, ReadOnly) {
  ExpectOneLine(GradeOn("ro"), kExitInconclusive, "you must be allowed to write to it");
  ExpectOneLine(GradeOn("ro", {"--shard", "1/1"}), kExitInconclusive, "Read-only file system");
}

TEST_F(BadDiskTest, Full) {
  for (const char* size : {"size=4k", "size=40k", "size=80k"}) {
    SCOPED_TRACE(size);
    ExpectOneLine(GradeOn(size), kExitInconclusive, "space");
  }
  ExpectOneLine(GradeOn("size=4k", {"--shard", "1/1"}), kExitInconclusive, "space");
}

TEST_F(BadClassTest, WhoHandedInTwiceIsNotGraded) {
  Write(root() / "class/ada.zip", "rubbish");
  const CommandResult graded = Grade();
  EXPECT_EQ(graded.code, kExitPassed) << graded.err;
  EXPECT_THAT(graded.out, HasSubstr("  ada: handed in several times: ada, ada.zip\n"));
  EXPECT_FALSE(fs::exists(Result()));
}

TEST_F(BadClassTest, AFileThatIsNoneStopsNobodyElse) {
  const fs::path file = root() / "class/ada/01_first/first.cc";
  fs::remove(file);
  fs::create_symlink("/etc/passwd", file);
  const CommandResult graded = Grade();
  EXPECT_EQ(graded.code, kExitPassed) << graded.err;
  EXPECT_THAT(graded.out, HasSubstr("2 handed in,   1 passed; most often: submission (1)"));
}

TEST_F(BadClassTest, EnginesThatDoNotFitAreSaid) {
  EXPECT_EQ(Grade("out", {"--engine", "cloud"}).code, kExitUsage);
  const CommandResult both = Grade("out", {"--engine", "slurm", "--shard", "1/2"});
  EXPECT_EQ(both.code, kExitUsage);
  EXPECT_THAT(both.err, HasSubstr("--engine slurm makes its own parts: leave out --shard"));
  const CommandResult no_engine = Grade("out", {"--slurm-option", "partition=long"});
  EXPECT_EQ(no_engine.code, kExitUsage);
  EXPECT_THAT(no_engine.err, HasSubstr("are for --engine slurm"));
}

TEST_F(BadClassTest, WithoutSlurmThatIsSaid) {
  const std::string path = std::getenv("PATH");
  setenv("PATH", PathWithout("scancel").c_str(), 1);
  ExpectOneLine(Grade("out", {"--engine", "slurm"}), kExitInconclusive,
                "there is no scancel here: --engine slurm must be called where jobs are submitted");
  setenv("PATH", path.c_str(), 1);
}

}  // namespace
}  // namespace racelab
