// Reports as a user writes them: every format from one check, and the adapters of docs/how-to.
#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "checker/cli/exit_code.h"
#include "checker/report/formats.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class ReportsTest : public CourseTest {
 protected:
  // Runs a program other than racelab, with `variables` and in the folder `cwd`.
  CommandResult Run(std::vector<std::string> argv, const std::vector<std::string>& variables = {},
                    const fs::path& cwd = "/") {
    argv.insert(argv.begin(), variables.begin(), variables.end());
    argv.insert(argv.begin(), {"env", "-C", cwd.string()});
    Command command;
    command.argv = argv;
    const absl::StatusOr<CommandResult> result = RunCommand(command);
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? *result : CommandResult();
  }

  std::string Adapter(const std::string& name) const {
    return RACELAB_SOURCE_DIR "/docs/how-to/adapters/" + name;
  }

  // A right answer, as a student hands it in.
  void HandIn(const fs::path& folder) {
    Write(folder / "first.cc", "#include \"first.h\"\nint First() { return 1; }\n");
  }
};

TEST_F(ReportsTest, EveryFormatFromOneCheck) {
  std::vector<std::string> arguments = {"check", "1"};
  const fs::path folder = root() / "reports";
  fs::create_directory(folder);
  for (const ReportFormat& format : ReportFormats()) {
    const std::string name = format.name;
    if (name == "terminal" || name == "json") continue;
    arguments.insert(arguments.end(),
                     {"--report", absl::StrCat(name, "=", (folder / "first.").string(), name)});
  }
  const CommandResult check = Racelab(arguments);
  EXPECT_EQ(check.code, kExitFailed);
  EXPECT_THAT(check.out, IsEmpty());
  EXPECT_THAT(check.err, HasSubstr("0 of 3 points"));
  const CommandResult valid =
      Run({"python3", RACELAB_SOURCE_DIR "/tests/golden/check_formats.py", folder});
  EXPECT_EQ(valid.code, 0) << valid.out << valid.err;
}

TEST_F(ReportsTest, ExploreRefusesFormatsForGrades) {
  const CommandResult explore = Racelab({"explore", "1", "--report", "junit"});
  EXPECT_EQ(explore.code, kExitUsage);
  EXPECT_THAT(explore.err, AllOf(HasSubstr("junit is for grades"), HasSubstr("sarif"),
                                 Not(HasSubstr("gradescope"))));
}

TEST_F(ReportsTest, GradescopesAdapterWritesResults) {
  const fs::path autograder = root() / "autograder";
  fs::create_directories(autograder / "source/racelab");
  fs::create_symlink(RACELAB_PROGRAM, autograder / "source/racelab/racelab");
  HandIn(autograder / "submission");
  const std::vector<std::string> variables = {"AUTOGRADER=" + autograder.string()};
  const CommandResult run = Run({Adapter("gradescope/run_autograder")}, variables);
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(*ReadFile(autograder / "results/results.json"), HasSubstr("\"score\": 3"));

  fs::remove_all(autograder / "submission");
  fs::remove(autograder / "results/results.json");
  EXPECT_NE(Run({Adapter("gradescope/run_autograder")}, variables).code, 0);
}

TEST_F(ReportsTest, PrairieLearnsAdapterWritesResults) {
  HandIn(root() / "grade/student");
  const CommandResult run =
      Run({Adapter("prairielearn/grade.sh")},
          {"GRADE=" + (root() / "grade").string(), "RACELAB=" RACELAB_PROGRAM, "LAB=1"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(*ReadFile(root() / "grade/results/results.json"), HasSubstr("\"score\": 1.0"));
}

TEST_F(ReportsTest, GithubsAdapterSendsLinesWhereTheyBelong) {
  const CommandResult run =
      Run({Adapter("github/grade.sh"), "1"},
          {"RACELAB=" RACELAB_PROGRAM, "GITHUB_OUTPUT=" + (root() / "output").string()}, root());
  EXPECT_EQ(run.code, kExitFailed);
  EXPECT_THAT(run.out, AllOf(HasSubstr("::stop-commands::"),
                             HasSubstr("::\n::error file=labs/01_first/first.cc,line=4,"),
                             Not(HasSubstr("result="))));
  EXPECT_THAT(*ReadFile(root() / "output"), StartsWith("result="));
  EXPECT_TRUE(fs::exists(root() / "racelab.sarif") && fs::exists(root() / "racelab.html"));
}

TEST_F(ReportsTest, Classroom50sAdapterAddsWhatTheRunnerKnows) {
  HandIn(root() / "checkout");
  const CommandResult run =
      Run({"python3", Adapter("classroom50/autograder.py")},
          {"RACELAB=" RACELAB_PROGRAM, "CLASSROOM=c", "ASSIGNMENT=a", "SUBMISSION_TAG=submit/1",
           "COMMIT_URL=commit", "RELEASE_URL=release"},
          root() / "checkout");
  EXPECT_EQ(run.code, 0) << run.out << run.err;
  EXPECT_THAT(*ReadFile(root() / "checkout/result.json"),
              AllOf(HasSubstr("\"submission\": \"submit/1\""), HasSubstr("\"review\": \"commit\""),
                    HasSubstr("\"score\": 3")));
}

}  // namespace
}  // namespace racelab
