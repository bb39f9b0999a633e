// Tests of program hashes: with this test's own program, stripped, changed and damaged.
#include "checker/trace/program_hash.h"

#include <elf.h>
#include <gtest/gtest.h>

#include <cstring>
#include <random>

#include "checker/base/files.h"
#include "checker/base/subprocess.h"

namespace racelab::trace {
namespace {

std::string OwnProgram() {
  const std::string own = std::filesystem::read_symlink("/proc/self/exe");
  return ReadFile(own, 1 << 30).value();
}

TEST(ProgramHash, StaysWhenDebugInformationGoes) {
  const TempDir folder = TempDir::Create("program_hash").value();
  const std::string whole = folder.path() / "whole", stripped = folder.path() / "stripped";
  ASSERT_TRUE(WriteFile(whole, OwnProgram()).ok());
  Command strip;
  strip.argv = {"strip", "-o", stripped, whole};
  const absl::StatusOr<CommandResult> result = RunCommand(strip);
  ASSERT_TRUE(result.ok() && result->Ok()) << result.status();
  const std::string small = ReadFile(stripped, 1 << 30).value();
  ASSERT_LT(small.size(), OwnProgram().size());
  EXPECT_EQ(ProgramHash(small).value(), ProgramHash(OwnProgram()).value());
}

// The literal below is in this program's constants, once.
TEST(ProgramHash, ChangesWithAConstant) {
  const char* const constant = "a constant of this very program";
  std::string changed = OwnProgram();
  const size_t at = changed.find(constant);
  ASSERT_NE(at, std::string::npos);
  changed[at] = 'A';
  EXPECT_NE(ProgramHash(changed).value(), ProgramHash(OwnProgram()).value());
}

TEST(ProgramHash, RefusesWhatIsNoProgram) {
  EXPECT_FALSE(ProgramHash("").ok());
  EXPECT_FALSE(ProgramHash("#!/bin/sh\n").ok());
  EXPECT_FALSE(ProgramHash(std::string(1000, '\x7f')).ok());
  const std::string own = OwnProgram();
  EXPECT_FALSE(ProgramHash(own.substr(0, 64)).ok());
  EXPECT_FALSE(ProgramHash(own.substr(0, 2000)).ok());
}

TEST(ProgramHash, RubbishInTheHeadersNeverCrashes) {
  std::mt19937 random(4);
  const std::string start = OwnProgram().substr(0, 4096);
  int refused = 0;
  for (int i = 0; i < 2'000; ++i) {
    std::string bad = start;
    for (int byte = 0; byte < 8; ++byte) {
      bad[16 + random() % 700] = static_cast<char>(random());
    }
    if (!ProgramHash(bad).ok()) ++refused;
  }
  EXPECT_GT(refused, 1'000);
}

}  // namespace
}  // namespace racelab::trace
