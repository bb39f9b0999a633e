// Tests that a save is seen however the editor saves.
#include "checker/cli/file_watch.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <fstream>

#include "checker/base/files.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

class FileWatchTest : public testing::Test {
 protected:
  FileWatchTest() {
    fs::create_directory(folder_.path() / "sub");
    Write("hits.cc");
    watch_ = *FileWatch::Create(folder_.path(), {"hits.cc", "sub/more.cc"});
  }

  void Write(const std::string& name) { std::ofstream(folder_.path() / name) << "text"; }

  TempDir folder_ = *TempDir::Create("file_watch_test");
  absl::StatusOr<FileWatch> watch_;
};

TEST_F(FileWatchTest, NothingHappened) { EXPECT_FALSE(watch_->ReadChanges()); }

TEST_F(FileWatchTest, WrittenInPlace) {
  Write("hits.cc");
  EXPECT_TRUE(watch_->ReadChanges());
  EXPECT_FALSE(watch_->ReadChanges());
}

TEST_F(FileWatchTest, RenamedOver) {
  Write("hits.cc~");
  EXPECT_FALSE(watch_->ReadChanges());
  fs::rename(folder_.path() / "hits.cc~", folder_.path() / "hits.cc");
  EXPECT_TRUE(watch_->ReadChanges());
  fs::remove(folder_.path() / "hits.cc");  // and again after the first file is gone
  watch_->ReadChanges();
  Write("hits.cc");
  EXPECT_TRUE(watch_->ReadChanges());
}

TEST_F(FileWatchTest, SubfoldersAreWatchedOthersAreNot) {
  Write("sub/more.cc");
  EXPECT_TRUE(watch_->ReadChanges());
  Write("sub/hits.cc");
  Write("more.cc");
  EXPECT_FALSE(watch_->ReadChanges());
}

TEST_F(FileWatchTest, DescriptorIsReadableOnChange) {
  pollfd event = {watch_->descriptor(), POLLIN, 0};
  EXPECT_EQ(poll(&event, 1, 0), 0);
  Write("hits.cc");
  EXPECT_EQ(poll(&event, 1, 0), 1);
}

TEST_F(FileWatchTest, RemovedFolderIsNoticed) {
  EXPECT_FALSE(watch_->lost());
  fs::remove_all(folder_.path() / "sub");
  watch_->ReadChanges();
  EXPECT_TRUE(watch_->lost());
}

TEST_F(FileWatchTest, MissingFolderIsAnError) {
  const auto watch = FileWatch::Create(folder_.path() / "missing", {"a.cc"});
  EXPECT_TRUE(absl::IsUnavailable(watch.status()));
}

}  // namespace
}  // namespace racelab
