// Runs every attack through `racelab check`: it gets the verdict that its first lines name, and
// leaves nothing behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <future>
#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/report/report_format.h"
#include "tests/attacks/attack.h"
#include "tests/support/processes_of.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const fs::path kRoot = RACELAB_SOURCE_DIR;

// What one call of `racelab check` gave. Everything that it makes is in a folder of its own.
struct Checked {
  int code = 0;
  std::string out;
  Report report;
  std::map<pid_t, std::string> processes;  // that are left
  std::set<std::string> files;             // that are left in the temporary folder
};

Checked Check(const std::string& lab, const fs::path& submission) {
  const TempDir folder = *TempDir::Create("attack");
  const fs::path temporary = folder.path() / "tmp", report = folder.path() / "report.json";
  fs::create_directory(temporary);
  Command command;
  command.argv = {"env",
                  absl::StrCat("TMPDIR=", temporary.string()),
                  absl::StrCat("RACELAB_ROOT=", kRoot.string()),
                  RACELAB_PROGRAM,
                  "check",
                  "--quick",  // how often it runs makes no difference to what it may do
                  lab,
                  "--submission",
                  submission,
                  "--report=terminal",
                  "--report=json=" + report.string()};
  command.timeout = absl::Minutes(8);
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  Checked checked;
  EXPECT_TRUE(result.ok()) << result.status();
  if (!result.ok()) return checked;
  EXPECT_FALSE(result->timed_out);
  checked.code = result->code;
  checked.out = result->out + result->err;
  const absl::StatusOr<Report> read = ReportFromJson(ReadFile(report).value_or(""));
  EXPECT_TRUE(read.ok()) << read.status() << checked.out;
  if (read.ok()) checked.report = *read;
  checked.processes = ProcessesOf(folder.path());
  for (const auto& entry : fs::recursive_directory_iterator(temporary)) {
    checked.files.insert(entry.path());
  }
  return checked;
}

// Contents and permissions of every file that a submission must not change.
std::map<std::string, size_t> Manifest() {
  std::map<std::string, size_t> manifest;
  for (const char* folder : {"labs", "solutions", "checker", "tests/attacks"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
      const auto mode = std::to_string(static_cast<int>(entry.symlink_status().permissions()));
      const std::string text = entry.is_regular_file() ? ReadFile(entry.path()).value_or("") : "";
      manifest[entry.path()] = std::hash<std::string>()(mode + text);
    }
  }
  return manifest;
}

// Attacks use this word in every name that they make.
std::set<std::string> TracesOnTheMachine() {
  std::set<std::string> traces;
  for (const char* folder : {"/", "/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue"}) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      const std::string name = entry.path().filename();
      if (name.find("racelab_attack") != std::string::npos) traces.insert(entry.path());
    }
  }
  return traces;
}

// Whether this is how the check ended.
bool Matches(const Expectation& expected, const Checked& checked) {
  if (checked.code != expected.code) return false;
  if (expected.check == "pass") return checked.out.find(expected.message) != std::string::npos;
  for (const CheckResult& check : checked.report.checks) {
    if (check.name != expected.check || check.verdict == Verdict::kPass) continue;
    for (const Finding& finding : check.findings) {
      if (finding.message.find(expected.message) != std::string::npos) return true;
    }
  }
  return false;
}

class Attacks : public testing::TestWithParam<Attack> {};

TEST_P(Attacks, IsContained) {
  const Attack& attack = GetParam();
  ASSERT_EQ(attack.problem, "") << attack.folder;
  const std::map<std::string, size_t> before = Manifest();
  const Checked checked = Check(attack.lab, attack.folder);
  EXPECT_TRUE(std::any_of(attack.outcomes.begin(), attack.outcomes.end(),
                          [&](const Expectation& one) { return Matches(one, checked); }))
      << "exit code " << checked.code << "\n"
      << checked.out;
  EXPECT_THAT(checked.out, Not(HasSubstr("\033"))) << "a program of the student can write escapes";
  EXPECT_THAT(checked.processes, IsEmpty());
  EXPECT_THAT(checked.files, IsEmpty());
  EXPECT_THAT(TracesOnTheMachine(), IsEmpty());
  EXPECT_TRUE(Manifest() == before) << "it changed a file of the repository";
}

INSTANTIATE_TEST_SUITE_P(All, Attacks, testing::ValuesIn(FindAttacks()), [](const auto& instance) {
  return instance.param.topic + "__" + instance.param.name;
});

// An honest submission that is graded at the same time gets what it deserves.
TEST(Neighbours, AreNotDisturbed) {
  for (const char* name : {"kills_everybody", "fork_bomb"}) {
    auto attack = std::async(std::launch::async, [&] {
      return Check("01_lost_update", kRoot / "tests/attacks/machine" / name);
    });
    const Checked honest = Check("01_lost_update", kRoot / "solutions/01_lost_update");
    EXPECT_EQ(honest.code, 0) << honest.out;
    EXPECT_NE(attack.get().code, 0) << name;
  }
}

// After a wanted change run with RACELAB_APPROVE=1, as the golden tests.
TEST(IntegrityPage, ShowsEveryAttack) {
  const fs::path path = kRoot / "docs/reference/integrity.md";
  constexpr char kBegin[] = "<!-- The tables below are made from tests/attacks. -->\n\n";
  const std::string page = ReadFile(path).value_or("");
  const size_t begin = page.find(kBegin);
  ASSERT_NE(begin, std::string::npos) << path;
  const std::string wanted = page.substr(0, begin) + kBegin + TablesOf(FindAttacks());
  if (std::getenv("RACELAB_APPROVE") != nullptr) {
    ASSERT_TRUE(WriteFile(path, wanted).ok());
    ADD_FAILURE() << "wrote " << path << "; look at it, then run without RACELAB_APPROVE";
    return;
  }
  EXPECT_EQ(page, wanted) << "run this test with RACELAB_APPROVE=1";
}

}  // namespace
}  // namespace racelab
