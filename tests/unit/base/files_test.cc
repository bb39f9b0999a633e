// Tests of reading, replacing and temporary folders.
#include "checker/base/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

namespace racelab {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class FilesTest : public testing::Test {
 protected:
  FilesTest() : dir_(TempDir::Create("files-test").value()) {}
  fs::path Path(const char* name) const { return dir_.path() / name; }
  void ExpectRefused(const fs::path& path, absl::StatusCode code, const char* text) {
    const absl::Status status = ReadFile(path, 1000).status();
    EXPECT_EQ(status.code(), code) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(path.string()));
    EXPECT_THAT(std::string(status.message()), HasSubstr(text));
  }

  TempDir dir_;
};

TEST_F(FilesTest, WhatIsWrittenIsRead) {
  const std::string bytes("\0\xff\r\n", 4);
  ASSERT_TRUE(WriteFile(Path("a"), "old, and longer").ok());
  ASSERT_TRUE(WriteFile(Path("a"), bytes).ok());
  EXPECT_EQ(ReadFile(Path("a")).value(), bytes);
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_.path()), {}), 1) << "a temporary file stays";
}

TEST_F(FilesTest, ReadRefusesWhatIsNoRegularFile) {
  using absl::StatusCode;
  ASSERT_TRUE(WriteFile(Path("file"), "x").ok());
  fs::create_symlink("file", Path("link"));
  ASSERT_EQ(mkfifo(Path("fifo").c_str(), 0600), 0);
  ExpectRefused(dir_.path(), StatusCode::kInvalidArgument, "a folder");
  ExpectRefused(Path("link"), StatusCode::kInvalidArgument, "a symbolic link");
  ExpectRefused(Path("fifo"), StatusCode::kInvalidArgument, "a named pipe");
  ExpectRefused("/dev/zero", StatusCode::kInvalidArgument, "a device");
  ExpectRefused(Path("none"), StatusCode::kNotFound, "no such file");
  ExpectRefused(Path("file") / "below", StatusCode::kNotFound, "no such file");
}

TEST_F(FilesTest, ReadStopsAtTheLimit) {
  ASSERT_TRUE(WriteFile(Path("full"), std::string(1000, 'x')).ok());
  ASSERT_TRUE(WriteFile(Path("over"), std::string(1001, 'x')).ok());
  EXPECT_EQ(ReadFile(Path("full"), 1000).value().size(), 1000u);
  ExpectRefused(Path("over"), absl::StatusCode::kResourceExhausted, "bigger than 1000 bytes");
  // Its size says 0, so only reading shows how big it is.
  EXPECT_GT(ReadFile("/proc/self/status").value().size(), 100u);
}

TEST_F(FilesTest, WriteFailsWithoutLeavingAnything) {
  const fs::path folder = Path("folder");
  fs::create_directory(folder);
  for (const fs::path& path : {Path("none") / "a", folder}) {
    const absl::Status status = WriteFile(path, "x");
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(path.string()));
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_.path()), {}), 1) << "a temporary file stays";
}

TEST_F(FilesTest, WriteToAFullDiskKeepsTheOldFile) {
  // A file size limit stands for the full disk: write(2) fails half way through.
  ASSERT_TRUE(WriteFile(Path("a"), "old").ok());
  const std::string big(100 << 10, 'x');
  const auto write_and_exit = [&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {64 << 10, 64 << 10};
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(WriteFile(Path("a"), big).code() == absl::StatusCode::kUnavailable ? 0 : 1);
  };
  EXPECT_EXIT(write_and_exit(), testing::ExitedWithCode(0), "");
  EXPECT_EQ(ReadFile(Path("a")).value(), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_.path()), {}), 1) << "a temporary file stays";
}

TEST_F(FilesTest, AnotherNameForAFile) {
  ASSERT_TRUE(WriteFile(Path("file"), "text").ok());
  fs::create_symlink(Path("file"), Path("link"));
  ASSERT_TRUE(LinkOrCopy(Path("file"), Path("a")).ok());
  ASSERT_TRUE(LinkOrCopy(Path("link"), Path("b")).ok());
  EXPECT_EQ(fs::hard_link_count(Path("file")), 3u);
  // On another disk, which has no second name for it.
  ASSERT_TRUE(LinkOrCopy("/proc/self/cmdline", Path("c")).ok());
  EXPECT_EQ(fs::hard_link_count(Path("c")), 1u);
  for (const auto& [file, name] : {std::pair("none", "new"), std::pair("file", "link")}) {
    const absl::Status status = LinkOrCopy(Path(file), Path(name));
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << file;
    EXPECT_THAT(std::string(status.message()), HasSubstr(Path(name).string()));
  }
}

TEST(TempDir, GoesAwayWithAllItHolds) {
  fs::path path;
  {
    TempDir dir = TempDir::Create("gone").value();
    path = dir.path();
    EXPECT_EQ(fs::status(path).permissions(), fs::perms(0755));
    fs::create_directories(path / "a" / "b");
    ASSERT_TRUE(WriteFile(path / "a" / "b" / "c", "x").ok());
    fs::permissions(path / "a", fs::perms::none);
    TempDir moved = std::move(dir);
    EXPECT_EQ(moved.path(), path);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(TempDir, DoesNotFollowLinksWhenItGoes) {
  TempDir keep = TempDir::Create("keep").value();
  ASSERT_TRUE(WriteFile(keep.path() / "a", "x").ok());
  {
    TempDir dir = TempDir::Create("gone").value();
    fs::create_directory_symlink(keep.path(), dir.path() / "link");
  }
  EXPECT_TRUE(fs::exists(keep.path() / "a"));
}

TEST(TempDir, MoveAssignmentRemovesTheOldOne) {
  TempDir a = TempDir::Create("a").value();
  const fs::path old = a.path();
  {
    TempDir b = TempDir::Create("b").value();
    a = std::move(b);
  }
  EXPECT_FALSE(fs::exists(old));
  EXPECT_TRUE(fs::exists(a.path()));
}

TEST(TempDir, SaysWhatToDoWhenThereIsNoPlace) {
  const char* before = std::getenv("TMPDIR");
  const std::string saved = before == nullptr ? "" : before;
  setenv("TMPDIR", "/nonexistent", 1);
  const absl::Status status = TempDir::Create("x").status();
  setenv("TMPDIR", saved.c_str(), 1);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("set TMPDIR"));
}

}  // namespace
}  // namespace racelab
