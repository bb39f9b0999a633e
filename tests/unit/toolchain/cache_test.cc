// Tests of the build cache: whole entries only, damage noticed, bounded size.
#include "checker/toolchain/cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>
#include <vector>

#include "checker/base/files.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class CacheTest : public testing::Test {
 protected:
  CacheTest() : dir_(TempDir::Create("cache-test").value()) {
    setenv("RACELAB_CACHE", (dir_.path() / "cache").c_str(), 1);
    cache_.emplace(Cache::Open("/nowhere").value());
  }
  ~CacheTest() override { unsetenv("RACELAB_CACHE"); }

  CacheEntry Put(const std::string& key, const std::string& output, const std::string& log) {
    const fs::path prepared = cache_->Prepare().value();
    std::ofstream(prepared / "output") << output;
    return cache_->Commit(key, prepared, log).value();
  }

  // Makes an entry look as if it was last used so long ago.
  void Age(const std::string& key, std::chrono::minutes age) {
    const fs::path record = cache_->OutputOf(key).parent_path() / "record";
    fs::last_write_time(record, fs::file_time_type::clock::now() - age);
  }

  TempDir dir_;
  std::optional<Cache> cache_;
};

TEST_F(CacheTest, GivesBackWhatWasCommitted) {
  EXPECT_FALSE(cache_->Find("k").has_value());
  Put("k", std::string("a\0b", 3), "a.cc:1:1: warning: w\n");
  const auto entry = cache_->Find("k");
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(ReadFile(entry->output).value(), std::string("a\0b", 3));
  EXPECT_EQ(entry->log, "a.cc:1:1: warning: w\n");
  EXPECT_EQ(entry->output, cache_->OutputOf("k"));
}

TEST_F(CacheTest, ATruncatedOrChangedOutputIsNotFoundAndCanBeMadeAgain) {
  for (const char* damage : {"", "hell", "hellO"}) {
    Put("k", "hello", "");
    ASSERT_TRUE(cache_->Find("k").has_value());
    std::ofstream(cache_->OutputOf("k")) << damage;
    EXPECT_FALSE(cache_->Find("k").has_value()) << damage;
  }
  Put("k", "hello", "");
  EXPECT_TRUE(cache_->Find("k").has_value());
}

TEST_F(CacheTest, AnEntryWithoutARecordIsReplaced) {
  fs::create_directories(cache_->folder() / "k");
  std::ofstream(cache_->OutputOf("k")) << "half";
  EXPECT_FALSE(cache_->Find("k").has_value());
  Put("k", "whole", "");
  EXPECT_TRUE(cache_->Find("k").has_value());
}

TEST_F(CacheTest, ManyWritersOfOneKeyLeaveOneSoundEntry) {
  std::vector<std::thread> writers;
  for (int i = 0; i < 8; ++i) writers.emplace_back([&] { Put("k", "same", "log"); });
  for (std::thread& writer : writers) writer.join();
  EXPECT_TRUE(cache_->Find("k").has_value());
  EXPECT_EQ(std::distance(fs::directory_iterator(cache_->folder()), fs::directory_iterator()), 1);
}

TEST_F(CacheTest, TrimRemovesWhatWasNotUsedForLongest) {
  for (const char* key : {"old", "older", "oldest"}) Put(key, std::string(1000, 'x'), "");
  Age("older", std::chrono::hours(2));
  Age("oldest", std::chrono::hours(3));
  Age("old", std::chrono::hours(1));
  EXPECT_TRUE(cache_->Find("oldest").has_value());  // counts as a use
  cache_->Trim(2500);
  EXPECT_TRUE(cache_->Find("oldest").has_value());
  EXPECT_TRUE(cache_->Find("old").has_value());
  EXPECT_FALSE(cache_->Find("older").has_value());
}

TEST_F(CacheTest, TrimKeepsWhatSomebodyMayBeReading) {
  Put("new", std::string(1000, 'x'), "");
  Put("old", std::string(1000, 'x'), "");
  Age("old", std::chrono::minutes(11));
  cache_->Trim(0);
  EXPECT_TRUE(cache_->Find("new").has_value());
  EXPECT_FALSE(cache_->Find("old").has_value());
}

TEST_F(CacheTest, TrimRemovesWhatAKilledProcessLeft) {
  const fs::path left = cache_->Prepare().value(), busy = cache_->Prepare().value();
  fs::last_write_time(left, fs::file_time_type::clock::now() - std::chrono::hours(2));
  cache_->Trim();
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(busy));
}

TEST_F(CacheTest, WithoutAnOutputThereIsNoEntry) {
  const auto entry = cache_->Commit("k", cache_->Prepare().value(), "");
  EXPECT_EQ(entry.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(fs::is_empty(cache_->folder()));
}

TEST_F(CacheTest, AFolderThatCannotBeMadeIsNamedWithARemedy) {
  std::ofstream(dir_.path() / "file") << "x";
  setenv("RACELAB_CACHE", (dir_.path() / "file/cache").c_str(), 1);
  const absl::Status status = Cache::Open("/nowhere").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("file/cache"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("set RACELAB_CACHE"));
}

TEST_F(CacheTest, WithoutAHomeItLiesInTheRoot) {
  const std::string home = getenv("HOME") ? getenv("HOME") : "";
  const std::string xdg = getenv("XDG_CACHE_HOME") ? getenv("XDG_CACHE_HOME") : "";
  unsetenv("RACELAB_CACHE"), unsetenv("HOME"), unsetenv("XDG_CACHE_HOME");
  EXPECT_EQ(Cache::Open(dir_.path())->folder(), dir_.path() / "build/cache");
  EXPECT_EQ(Cache::Open("").status().code(), absl::StatusCode::kUnavailable);
  setenv("XDG_CACHE_HOME", (dir_.path() / "xdg").c_str(), 1);
  EXPECT_EQ(Cache::Open(dir_.path())->folder(), dir_.path() / "xdg/racelab");
  if (!home.empty()) setenv("HOME", home.c_str(), 1);
  xdg.empty() ? unsetenv("XDG_CACHE_HOME") : setenv("XDG_CACHE_HOME", xdg.c_str(), 1);
}

}  // namespace
}  // namespace racelab
