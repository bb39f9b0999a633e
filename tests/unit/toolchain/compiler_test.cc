// Tests of finding and choosing compilers: with those installed here, and with pretended ones.
#include "checker/toolchain/compiler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

#include "checker/base/files.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

// A PATH of its own with scripts that answer as compilers do.
class PretendedCompilers : public testing::Test {
 protected:
  PretendedCompilers() : dir_(TempDir::Create("compiler-test").value()), path_(getenv("PATH")) {
    setenv("RACELAB_CACHE", (dir_.path() / "cache").c_str(), 1);
    setenv("PATH", dir_.path().c_str(), 1);
  }
  ~PretendedCompilers() override {
    setenv("PATH", path_.c_str(), 1);
    unsetenv("RACELAB_CACHE");
  }

  void Add(const std::string& name, const std::string& version, bool tsan, bool headers = true) {
    const fs::path home = dir_.path() / ("home-" + name);
    fs::create_directories(home / "lib/linux");
    for (const char* machine : {"x86_64", "aarch64"}) {
      const std::string runtime = std::string("libclang_rt.tsan-") + machine + ".a";
      if (tsan) std::ofstream(home / "lib/linux" / runtime) << "!";
    }
    if (tsan) std::ofstream(home / "libtsan.so") << "!";
    std::ofstream(home / "place") << home.string() << "\n";
    const fs::path program = dir_.path() / name;
    std::ofstream(program) << "#!/bin/sh\ncase \"$*\" in\n"
                           << "-print-resource-dir) read -r line <" << (home / "place").string()
                           << " && echo $line;;\n"
                           << "-print-libgcc-file-name) echo " << home.string() << "/libgcc.a;;\n"
                           << "*-E*) exit " << (headers ? 0 : 1) << ";;\n"
                           << "*) echo " << version << ";;\nesac\n";
    fs::permissions(program, fs::perms::owner_all);
  }

  std::vector<std::string> Found() {
    std::vector<std::string> names;
    for (const Compiler& compiler : FindCompilers()) names.push_back(compiler.Name());
    return names;
  }

  TempDir dir_;
  std::string path_;
};

TEST_F(PretendedCompilers, TheHighestClangWithTsanComesFirst) {
  Add("clang++-19", "19.1.0", true);
  Add("clang++-22", "22.1.8", true);
  Add("clang++-23", "23.0.0", false);
  Add("g++-12", "12.2.0", true);
  EXPECT_THAT(Found(),
              testing::ElementsAre("clang 22.1.8", "clang 19.1.0", "gcc 12.2.0", "clang 23.0.0"));
}

TEST_F(PretendedCompilers, OldOnesAndNonsenseAreLeftOut) {
  Add("clang++", "13.0.1", true);
  Add("g++", "sorry", true);
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(PretendedCompilers, ASecondNameIsNoSecondCompiler) {
  Add("clang++-19", "19.1.0", true);
  fs::create_symlink(dir_.path() / "clang++-19", dir_.path() / "clang++");
  EXPECT_THAT(Found(), testing::ElementsAre("clang 19.1.0"));
}

TEST_F(PretendedCompilers, AreChosenByFamilyVersionAndPath) {
  Add("clang++-22", "22.1.8", true);
  Add("clang++-19", "19.1.0", true);
  Add("g++-12", "12.2.0", true);
  EXPECT_EQ(PickCompiler("")->Name(), "clang 22.1.8");
  EXPECT_EQ(PickCompiler("clang")->Name(), "clang 22.1.8");
  EXPECT_EQ(PickCompiler("clang-19")->Name(), "clang 19.1.0");
  EXPECT_EQ(PickCompiler("g++")->Name(), "gcc 12.2.0");
  EXPECT_EQ(PickCompiler("gcc-12")->Name(), "gcc 12.2.0");
  EXPECT_EQ(PickCompiler((dir_.path() / "g++-12").string())->Name(), "gcc 12.2.0");
  const absl::Status status = PickCompiler("clang-15").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("there is clang 22.1.8, clang 19.1.0"));
  EXPECT_EQ(PickCompiler("/nope/g++").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(PretendedCompilers, WithoutAnyTheMessageSaysWhatToInstall) {
  const absl::Status status = PickCompiler("").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("install clang"));
}

TEST_F(PretendedCompilers, OneWithoutHeadersOfCppIsLeftOut) {
  Add("clang++-22", "22.1.8", true, /*headers=*/false);
  Add("g++-12", "12.2.0", true);
  EXPECT_THAT(Found(), testing::ElementsAre("gcc 12.2.0"));
  EXPECT_EQ(FindCompilers(/*broken_too=*/true).back().Name(), "clang 22.1.8");
  EXPECT_EQ(PickCompiler("")->Name(), "gcc 12.2.0");
  const absl::Status status = PickCompiler("clang").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("cannot include <thread>; apt-get install"));
}

TEST_F(PretendedCompilers, AnAnswerThatDidNotComeIsNotRemembered) {
  Add("clang++-19", "19.1.0", true);
  const fs::path place = dir_.path() / "home-clang++-19/place";
  fs::rename(place, place.string() + "~");  // as if ctrl-C came between the two questions
  EXPECT_FALSE(PickCompiler("").ok());
  fs::rename(place.string() + "~", place);
  EXPECT_TRUE(PickCompiler("")->has_tsan);
}

TEST_F(PretendedCompilers, AReplacedCompilerOrRuntimeChangesTheFingerprint) {
  Add("clang++-19", "19.1.0", false);
  const std::string first = PickCompiler("")->fingerprint;
  EXPECT_EQ(PickCompiler("")->fingerprint, first);
  Add("clang++-19", "19.1.0", true);
  const std::string second = PickCompiler("")->fingerprint;
  EXPECT_NE(second, first);
  EXPECT_TRUE(PickCompiler("")->has_tsan);
  Add("clang++-19", "19.1.11", true);
  EXPECT_NE(PickCompiler("")->fingerprint, second);
  EXPECT_EQ(PickCompiler("")->version, "19.1.11");
}

TEST_F(PretendedCompilers, ATsanThatDoesNotBuildIsUnavailableWithARemedy) {
  Add("clang++-19", "19.1.0", true);
  const Compiler compiler = PickCompiler("").value();
  setenv("PATH", path_.c_str(), 1);
  const absl::Status status = ProbeTsan(compiler, RACELAB_SOURCE_DIR);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace racelab
