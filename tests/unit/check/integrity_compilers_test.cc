// Tests of CheckIntegrity with real compilers: files in integrity_attacks/ must be found, files in
// integrity_honest/ must not be accused. Both are found because they exist; an attack's first line
// says what a message must name: "// expect: no_sanitize".
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "checker/base/files.h"
#include "checker/check/check.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;
using testing::IsEmpty;

std::vector<fs::path> FilesIn(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& file :
       fs::directory_iterator(fs::path(RACELAB_SOURCE_DIR) / "tests/unit/check" / folder)) {
    files.push_back(file.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// What CheckIntegrity finds in a submission that is these files, with a test program that only
// starts.
std::vector<Finding> Check(const std::vector<fs::path>& files, const Compiler& compiler,
                           absl::Status& status) {
  auto stage = TempDir::Create("integrity-test-");
  EXPECT_TRUE(stage.ok());
  EXPECT_TRUE(WriteFile(stage->path() / "lab_test.cc", "int unused = 0;\n").ok());
  CheckContext context;
  context.input = {.root = RACELAB_SOURCE_DIR,
                   .stage = stage->path(),
                   .edit = {},
                   .given = {"lab_test.cc"},
                   .libraries = {"boost_thread", "absl", "rt"}};
  for (const fs::path& file : files) {
    fs::copy_file(file, stage->path() / file.filename());
    context.input.edit.push_back(file.filename());
  }
  context.compiler = &compiler;
  context.progress = [](const std::string&) {};
  CheckResult result;
  status = CheckIntegrity(context, CheckSpec(), result);
  EXPECT_EQ(result.verdict == Verdict::kFail, !result.findings.empty());
  return result.findings;
}

// The reference compiler and the second one.
std::vector<Compiler> BothFamilies() {
  std::vector<Compiler> compilers;
  for (const char* family : {"clang", "gcc"}) {
    const absl::StatusOr<Compiler> compiler = PickCompiler(family);
    if (compiler.ok()) compilers.push_back(*compiler);
  }
  return compilers;
}

class IntegrityAttack : public testing::TestWithParam<fs::path> {};

TEST_P(IntegrityAttack, IsFound) {
  const absl::StatusOr<std::string> text = ReadFile(GetParam());
  ASSERT_TRUE(text.ok());
  const std::string marker = "// expect: ";
  ASSERT_TRUE(text->starts_with(marker));
  const std::string expected = text->substr(marker.size(), text->find('\n') - marker.size());
  for (const Compiler& compiler : BothFamilies()) {
    SCOPED_TRACE(compiler.Name());
    absl::Status status;
    const std::vector<Finding> findings = Check({GetParam()}, compiler, status);
    ASSERT_TRUE(status.ok()) << status;
    ASSERT_THAT(findings, Not(IsEmpty()));
    EXPECT_THAT(findings[0].message, HasSubstr(expected));
    EXPECT_EQ(findings[0].locations[0].file, GetParam().filename());
  }
}

INSTANTIATE_TEST_SUITE_P(Files, IntegrityAttack, testing::ValuesIn(FilesIn("integrity_attacks")),
                         [](const auto& test) { return test.param.stem().string(); });

TEST(IntegrityHonest, FilesAreNotAccused) {
  const std::vector<Compiler> compilers = BothFamilies();
  ASSERT_THAT(compilers, Not(IsEmpty()));
  for (const Compiler& compiler : compilers) {
    absl::Status status;
    for (const Finding& finding : Check(FilesIn("integrity_honest"), compiler, status)) {
      ADD_FAILURE() << compiler.Name() << ": " << finding.locations[0].file << ":"
                    << finding.locations[0].line << ": " << finding.message;
    }
    EXPECT_TRUE(status.ok()) << status;
  }
}

}  // namespace
}  // namespace racelab
