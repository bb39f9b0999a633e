// Tests of BuildLab on a miniature tree: what is compiled again, and who is to blame for an error.
#include "checker/toolchain/build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <iterator>

#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/toolchain/cache.h"
#include "checker/toolchain/compile.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class BuildTest : public testing::Test {
 protected:
  BuildTest() : dir_(TempDir::Create("build-test").value()) {
    setenv("RACELAB_CACHE", (dir_.path() / "cache").c_str(), 1);
    compiler_ = PickCompiler("").value();
    input_.root = dir_.path() / "root";
    input_.stage = dir_.path() / "stage";
    input_.edit = {"hits.cc"};
    input_.given = {"lab_test.cc"};
    Write(input_.root / "checker/harness/boost_sleep.h", "");
    Write(input_.root / "checker/harness/main.cc", "int Test();\nint main() { return Test(); }\n");
    Write(input_.root / "labs/kit/kit.cc", "int Kit() { return 40; }\n");
    for (const std::string name : {"clocklock.cc", "library_atomics.cc"}) {
      const fs::path shim = "checker/toolchain/shims/" + name;
      Write(input_.root / shim, ReadFile(fs::path(RACELAB_SOURCE_DIR) / shim).value());
    }
    for (const std::string name : {"c11_threads.cc", "future_exit.cc"}) {
      Write(input_.root / ("checker/toolchain/shims/" + name), "");
    }
    Stage("hits.h", "int Hits();\n");
    Stage("lab_test.cc",
          "#include \"hits.h\"\nint Kit();\nint Test() { return Kit() + Hits(); }\n");
    Stage("hits.cc", "#include \"hits.h\"\nint Hits() { return 2; }\n");
  }
  ~BuildTest() override { unsetenv("RACELAB_CACHE"); }

  static void Write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }
  void Stage(const std::string& name, const std::string& text) { Write(input_.stage / name, text); }

  BuildOutput Build(Variant variant = Variant::kPlain) {
    const absl::StatusOr<BuildOutput> output = BuildLab(input_, compiler_, variant);
    EXPECT_TRUE(output.ok()) << output.status();
    return output.value_or(BuildOutput{});
  }

  // Builds a submission that must not build, and gives its first error.
  Diagnostic FirstError() {
    const BuildOutput output = Build();
    EXPECT_FALSE(output.ok);
    for (const Diagnostic& d : output.diagnostics) {
      if (d.error) return d;
    }
    ADD_FAILURE() << "no error among the diagnostics";
    return {};
  }

  int Run(const BuildOutput& output) {
    Command command;
    command.argv = {output.executable.string()};
    return RunCommand(command)->code;
  }

  int64_t CacheEntries() const {
    return std::distance(fs::directory_iterator(dir_.path() / "cache"), fs::directory_iterator());
  }

  TempDir dir_;
  Compiler compiler_;
  BuildInput input_;
};

TEST_F(BuildTest, BothVariantsRun) {
  for (const Variant variant : {Variant::kPlain, Variant::kTsan}) {
    const BuildOutput output = Build(variant);
    ASSERT_TRUE(output.ok) << output.log;
    EXPECT_EQ(Run(output), 42);
    EXPECT_EQ(output.objects.size(), 1u);
    EXPECT_THAT(output.diagnostics, IsEmpty());
  }
}

// Stands in for the explorer's runtime: every entry point that this lab's files need. The program
// ends with 42 only if they were called.
constexpr char kRuntime[] = R"(
#include "checker/runtime/count.h"
int racelab_accesses = 0;
extern "C" {
void __tsan_init() {}
void __tsan_func_entry(void*) {}
void __tsan_func_exit() {}
void __tsan_read4(void*) { ++racelab_accesses; }
void __tsan_write4(void*) { ++racelab_accesses; }
}
)";

TEST_F(BuildTest, TheExploreVariantIsLinkedWithTheRuntimeAndItsOwnHarness) {
  Write(input_.root / "checker/runtime/count.h", "extern int racelab_accesses;\n");
  Write(input_.root / "checker/runtime/access.cc", kRuntime);
  Write(input_.root / "checker/harness/explore_main.cc",
        "#include \"checker/runtime/count.h\"\n"
        "int Test();\nint main() { return Test() == 42 && racelab_accesses > 0 ? 7 : 1; }\n");
  Stage("hits.cc", "#include \"hits.h\"\nint hits = 1;\nint Hits() { return hits + 1; }\n");
  const BuildOutput output = Build(Variant::kExplore);
  ASSERT_TRUE(output.ok) << output.log;
  EXPECT_EQ(Run(output), 7);
  const int64_t entries = CacheEntries();
  const BuildOutput tsan = Build(Variant::kTsan);
  ASSERT_TRUE(tsan.ok) << tsan.log;
  EXPECT_EQ(Run(tsan), 42);
  // main.cc, two shims and the program: the lab's objects are the same in both variants.
  EXPECT_EQ(CacheEntries(), entries + 4);
}

TEST_F(BuildTest, AChangedHeaderOfTheRuntimeCompilesItAgain) {
  Write(input_.root / "checker/runtime/count.h", "extern int racelab_accesses;\n");
  Write(input_.root / "checker/runtime/access.cc", kRuntime);
  const auto first = BuildRuntime(input_.root, compiler_, {});
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(*BuildRuntime(input_.root, compiler_, {}), *first);
  Write(input_.root / "checker/runtime/count.h", "extern int racelab_accesses;  // new\n");
  EXPECT_NE(*BuildRuntime(input_.root, compiler_, {}), *first);
  Write(input_.root / "checker/runtime/count.h", "int\n");
  const absl::Status broken = BuildRuntime(input_.root, compiler_, {}).status();
  EXPECT_TRUE(absl::IsUnavailable(broken)) << broken;
  EXPECT_THAT(std::string(broken.message()), HasSubstr("checker/runtime/access.cc does not comp"));
}

TEST_F(BuildTest, AnUnchangedLabIsNotBuiltAgainWhereverItLies) {
  const BuildOutput first = Build();
  const int64_t entries = CacheEntries();
  fs::rename(input_.stage, dir_.path() / "elsewhere");
  input_.stage = dir_.path() / "elsewhere";
  EXPECT_EQ(Build().executable, first.executable);
  EXPECT_EQ(CacheEntries(), entries);
}

TEST_F(BuildTest, AChangedFileIsCompiledAloneAndAChangedHeaderWithItsUsers) {
  Build();
  int64_t entries = CacheEntries();
  Stage("hits.cc", "#include \"hits.h\"\nint Hits() { return 3; }\n");
  EXPECT_EQ(Run(Build()), 43);
  EXPECT_EQ(CacheEntries(), entries + 2);  // hits.cc and the program
  entries = CacheEntries();
  Stage("hits.h", "int Hits();  // new\n");
  EXPECT_EQ(Run(Build()), 43);
  // hits.cc, lab_test.cc and the program
  EXPECT_EQ(CacheEntries(), entries + 3);
}

TEST_F(BuildTest, AnIncludedSourceCountsAsInput) {
  Stage("hits.cc", "#include \"more.inc\"\nint Hits() { return kMore; }\n");
  Stage("more.inc", "constexpr int kMore = 1;\n");
  EXPECT_EQ(Run(Build()), 41);
  Stage("more.inc", "constexpr int kMore = 5;\n");
  EXPECT_EQ(Run(Build()), 45);
}

TEST_F(BuildTest, ADamagedCacheIsRepaired) {
  for (const auto& entry : fs::directory_iterator(Build().executable.parent_path().parent_path())) {
    fs::resize_file(entry.path() / "output", 3);
  }
  EXPECT_EQ(Run(Build()), 42);
}

TEST_F(BuildTest, WarningsAreShownAgainFromTheCache) {
  Stage("hits.cc", "#include \"hits.h\"\nint Hits() { int unused; return 2; }\n");
  for (int i = 0; i < 2; ++i) {
    const BuildOutput output = Build();
    EXPECT_TRUE(output.ok);
    ASSERT_EQ(output.diagnostics.size(), 1u);
    EXPECT_EQ(output.diagnostics[0].file, "hits.cc");
    EXPECT_EQ(output.diagnostics[0].line, 2);
    EXPECT_FALSE(output.diagnostics[0].error);
  }
}

TEST_F(BuildTest, AnErrorNamesFileAndLine) {
  Stage("hits.cc", "#include \"hits.h\"\nint Hits() { return 2 }\n");
  const Diagnostic error = FirstError();
  EXPECT_EQ(error.file, "hits.cc");
  EXPECT_EQ(error.line, 2);
}

TEST_F(BuildTest, AMissingFunctionIsNamed) {
  Stage("hits.cc", "int Hits(int n) { return n; }\n");
  EXPECT_THAT(FirstError().message, HasSubstr("your files never define Hits(), which lab_test.cc"));
}

TEST_F(BuildTest, ASecondMainIsNamed) {
  Stage("hits.cc", "int Hits() { return 2; }\nint main() { return 0; }\n");
  const Diagnostic error = FirstError();
  EXPECT_EQ(error.file, "hits.cc");
  EXPECT_EQ(error.line, 2);
  EXPECT_THAT(error.message, HasSubstr("defines main, but checker/harness/main.cc defines it too"));
}

TEST_F(BuildTest, AHeaderOfTheStudentThatBreaksAGivenFileIsTheirs) {
  input_.edit = {"hits.h", "hits.cc"};
  Stage("hits.h", "int Hits(int);\n");
  Stage("hits.cc", "#include \"hits.h\"\nint Hits(int n) { return n; }\n");
  EXPECT_THAT(FirstError().message, HasSubstr("lab_test.cc does not compile with your header"));
}

TEST_F(BuildTest, ABrokenGivenFileIsOurFailure) {
  Stage("lab_test.cc", "int Test() { return Nope(); }\n");
  const absl::Status status = BuildLab(input_, compiler_, Variant::kPlain).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("lab_test.cc does not compile"));
}

TEST_F(BuildTest, OfALongLogTheFirstErrorIsTold) {
  std::string text = "int unused() { int quiet = 0; return 1; }\nint Test() { return Nope(); }\n";
  for (int i = 0; i < 20; ++i) absl::StrAppend(&text, "int Next", i, "() { return Neither(); }\n");
  Stage("lab_test.cc", text);
  const absl::Status status = BuildLab(input_, compiler_, Variant::kPlain).status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("Nope"));
}

TEST_F(BuildTest, AHugeSourceIsRefusedBeforeItIsCompiled) {
  Stage("hits.cc", std::string(2 << 20, '\n'));
  EXPECT_THAT(FirstError().message, HasSubstr("larger than 1 MiB"));
  fs::remove(input_.stage / "hits.cc");
  EXPECT_THAT(FirstError().message, HasSubstr("cannot be read"));
}

TEST_F(BuildTest, ASourceWithoutEndEnds) {
  Stage("hits.cc", "#include \"hits.cc\"\nint Hits() { return 2; }\n");
  EXPECT_EQ(FirstError().file, "hits.cc");
  Stage("hits.cc", "template <int n> struct A : A<n + 1> {};\nA<0> a;\nint Hits();\n");
  EXPECT_EQ(FirstError().file, "hits.cc");
}

TEST_F(BuildTest, AnAssemblersErrorIsTheStudents) {
  Stage("hits.cc", "asm(\".incbin \\\"nope\\\"\");\nint Hits() { return 2; }\n");
  const Diagnostic error = FirstError();
  EXPECT_EQ(error.file, "hits.cc");
  EXPECT_THAT(error.message, HasSubstr("nope"));
}

TEST_F(BuildTest, PreprocessShowsWhatEachVariantSees) {
  Stage("hits.cc",
        "#if defined(__SANITIZE_THREAD__)\nint Tsan();\n#elif defined(__has_feature)\n"
        "#if __has_feature(thread_sanitizer)\nint Tsan();\n#endif\n#endif\nint Hits();\n");
  const auto with = Preprocess(input_, "hits.cc", compiler_, true);
  const auto without = Preprocess(input_, "hits.cc", compiler_, false);
  ASSERT_TRUE(with.ok() && without.ok());
  EXPECT_THAT(*with, HasSubstr("int Tsan();"));
  EXPECT_THAT(*without, testing::Not(HasSubstr("int Tsan();")));
  EXPECT_THAT(*with, HasSubstr("int Hits();"));
  Stage("hits.cc", "#include \"nope.h\"\n");
  EXPECT_EQ(Preprocess(input_, "hits.cc", compiler_, false).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(BuildTest, DebugInformationDoesNotNameTheStage) {
  const BuildOutput output = Build();
  const std::string bytes = ReadFile(output.objects.at(0)).value();
  EXPECT_EQ(bytes.find(input_.stage.string()), std::string::npos);
  EXPECT_EQ(bytes.find(input_.root.string()), std::string::npos);
}

}  // namespace
}  // namespace racelab
