// Self-test of the shims: with every ThreadSanitizer here, correct uses of the libraries are clean
// and their racy twins are reported. It fails when a library changes in a way the shims do not
// know.
#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/toolchain/build.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = RACELAB_SOURCE_DIR;

// The tests in the program: "Clean.AbslMutex" and so on.
std::vector<std::string> ListTests(const fs::path& program) {
  Command command;
  command.argv = {program.string(), "--gtest_list_tests"};
  const std::string list = RunCommand(command)->out;
  std::vector<std::string> tests;
  std::string suite;
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(list, '\n'))) {
    if (absl::EndsWith(line, ".")) suite = line;
    if (absl::StartsWith(line, "  ")) tests.push_back(suite + line.substr(2));
  }
  return tests;
}

CommandResult RunTest(const fs::path& program, const std::string& test) {
  Command command;
  command.argv = {program.string(), absl::StrCat("--gtest_filter=", test), "--gtest_repeat=3"};
  command.environment = {"TSAN_OPTIONS=exitcode=66:detect_deadlocks=0"};
  command.timeout = absl::Seconds(60);
  command.merge_stderr = true;
  return RunCommand(command).value();
}

void CheckCompiler(const Compiler& compiler) {
  SCOPED_TRACE(compiler.Name());
  const TempDir stage = TempDir::Create("shims-test").value();
  const std::vector<std::string> sources = {"shims_program.cc", "shims_futures.cc"};
  for (const std::string& name : sources) {
    fs::copy_file(kRoot / "tests/unit/toolchain" / name, stage.path() / name);
  }
  BuildInput input;
  input.root = kRoot;
  input.stage = stage.path();
  input.edit = sources;
  input.libraries = {"boost_thread", "absl"};
  const absl::StatusOr<BuildOutput> built = BuildLab(input, compiler, Variant::kTsan);
  ASSERT_TRUE(built.ok()) << built.status();
  ASSERT_TRUE(built->ok) << built->log;

  const std::vector<std::string> tests = ListTests(built->executable);
  EXPECT_GE(tests.size(), 20u);
  for (const std::string& test : tests) {
    const CommandResult result = RunTest(built->executable, test);
    if (absl::StartsWith(test, "Clean.")) {
      EXPECT_TRUE(result.Ok()) << test << " is correct, but ThreadSanitizer or the test disagrees: "
                               << "did the library change?\n"
                               << result.out;
    } else {
      EXPECT_EQ(result.code, 66) << test << " races, but ThreadSanitizer does not see it\n"
                                 << result.out;
    }
  }
}

TEST(Shims, WorkWithEveryCompiler) {
  int compilers = 0;
  for (const Compiler& compiler : FindCompilers()) {
    if (!compiler.has_tsan || !ProbeTsan(compiler, kRoot).ok()) continue;
    ++compilers;
    CheckCompiler(compiler);
  }
  if (compilers == 0) GTEST_SKIP() << "no compiler with a working ThreadSanitizer here";
}

}  // namespace
}  // namespace racelab
