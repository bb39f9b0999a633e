// Tests of Symbolize on this very program.
#include "checker/toolchain/symbolize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "checker/base/files.h"
#include "checker/base/subprocess.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

class SymbolizeTest : public testing::Test {
 protected:
  SymbolizeTest() : dir_(TempDir::Create("symbolize-test").value()) {}

  // Builds a program in which Outer (line 2) has Inner inlined (line 1), and finds Outer.
  uint64_t BuildAndFind() {
    std::ofstream(dir_.path() / "a.cc")
        << "static inline __attribute__((always_inline)) int Inner(volatile int* p) { return *p; "
           "}\n"
        << "__attribute__((noinline)) int Outer(volatile int* p) { return Inner(p) + 1; }\n"
        << "int main() { volatile int x = 3; return Outer(&x); }\n";
    Command command;
    command.argv = {"g++", "-O1", "-g", "-no-pie", "-fno-pie", "a.cc", "-o", "a"};
    command.directory = dir_.path().string();
    EXPECT_TRUE(RunCommand(command)->Ok());
    command.argv = {"nm", "a"};
    const std::string symbols = RunCommand(command)->out;
    const size_t at = symbols.find(" T _Z5OuterPVi");
    EXPECT_NE(at, std::string::npos);
    return std::stoull(symbols.substr(at - 16, 16), nullptr, 16);
  }

  fs::path Program() const { return dir_.path() / "a"; }

  TempDir dir_;
};

TEST_F(SymbolizeTest, NamesFunctionFileLineAndInlinedFrames) {
  const uint64_t outer = BuildAndFind();
  const auto frames = Symbolize(Program(), {outer}, false);
  ASSERT_EQ(frames.count(outer), 1u);
  const std::vector<Frame>& found = frames.at(outer);
  EXPECT_EQ(found.back().function, "Outer(int volatile*)");
  EXPECT_EQ(found.back().file, (dir_.path() / "a.cc").string());
  EXPECT_EQ(found.back().line, 2);
}

TEST_F(SymbolizeTest, AReturnAddressBelongsToTheCallBeforeIt) {
  const uint64_t outer = BuildAndFind();
  // The first byte of Outer, read as a return address, is the end of what stands before it.
  const auto frames = Symbolize(Program(), {outer + 1}, true);
  ASSERT_EQ(frames.count(outer + 1), 1u);
  EXPECT_EQ(frames.at(outer + 1).back().function, "Outer(int volatile*)");
}

TEST_F(SymbolizeTest, LeavesOutWhatIsUnknown) {
  BuildAndFind();
  EXPECT_TRUE(Symbolize(Program(), {0, 1, ~0ull}, false).empty());
  EXPECT_TRUE(Symbolize(Program(), {}, false).empty());
}

TEST_F(SymbolizeTest, GarbageIsNoProgram) {
  std::ofstream(Program()) << "\x7f"
                           << "ELF garbage";
  EXPECT_TRUE(Symbolize(Program(), {0x401000}, true).empty());
  EXPECT_TRUE(Symbolize(dir_.path() / "absent", {0x401000}, true).empty());
}

}  // namespace
}  // namespace racelab
