// Entries are folders named by their key; the time of `record` is the time of the last use.
#include "checker/toolchain/cache.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <system_error>
#include <tuple>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/base/text.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

constexpr char kPrepared[] = "new-";
constexpr int64_t kOutputLimit = int64_t{1} << 30;
constexpr auto kInUse = std::chrono::minutes(10);  // since the last use; a build takes less

absl::Status Unwritable(const fs::path& folder) {
  return absl::UnavailableError(
      absl::StrCat("the build cache ", folder.string(),
                   " cannot be written; free some disk space, or set RACELAB_CACHE to a folder "
                   "that can be written"));
}

bool CanWrite(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  return !error && access(folder.c_str(), W_OK | X_OK) == 0;
}

// The first line of a record: what the output must look like.
std::string Seal(const std::string& output) {
  return absl::StrCat("racelab 1 ", output.size(), " ", Sha256(output), "\n");
}

void Remove(const fs::path& folder) {
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

int64_t SizeOf(const fs::path& folder) {
  int64_t size = 0;
  std::error_code error;
  for (const auto& file : fs::directory_iterator(folder, error)) {
    const auto bytes = file.file_size(error);
    if (!error) size += static_cast<int64_t>(bytes);
  }
  return size;
}

}  // namespace

absl::StatusOr<Cache> Cache::Open(const fs::path& root) {
  if (const char* chosen = getenv("RACELAB_CACHE"); chosen != nullptr && *chosen != 0) {
    const fs::path folder = fs::absolute(chosen);
    if (!CanWrite(folder)) return Unwritable(folder);
    return Cache(folder);
  }
  std::vector<fs::path> folders;
  if (const char* xdg = getenv("XDG_CACHE_HOME"); xdg != nullptr && *xdg == '/') {
    folders.push_back(fs::path(xdg) / "racelab");
  }
  if (const char* home = getenv("HOME"); home != nullptr && *home == '/') {
    folders.push_back(fs::path(home) / ".cache/racelab");
  }
  if (!root.empty()) folders.push_back(root / "build/cache");
  for (const fs::path& folder : folders) {
    if (CanWrite(folder)) return Cache(folder);
  }
  return Unwritable(folders.empty() ? "$HOME/.cache/racelab" : folders.back());
}

std::optional<CacheEntry> Cache::Find(const std::string& key) const {
  const fs::path entry = folder_ / key;
  const absl::StatusOr<std::string> record = ReadFile(entry / "record");
  if (!record.ok()) {
    // Without a record it is a damaged entry; an entry that appears meanwhile has one.
    if (fs::exists(entry) && !fs::exists(entry / "record")) Remove(entry);
    return std::nullopt;
  }
  const absl::StatusOr<std::string> output = ReadFile(entry / "output", kOutputLimit);
  if (!output.ok() || !absl::StartsWith(*record, Seal(*output))) {
    Remove(entry);
    return std::nullopt;
  }
  utimensat(AT_FDCWD, (entry / "record").c_str(), nullptr, 0);
  return CacheEntry{entry / "output", record->substr(record->find('\n') + 1)};
}

absl::StatusOr<fs::path> Cache::Prepare() const {
  std::string folder = (folder_ / absl::StrCat(kPrepared, "XXXXXX")).string();
  if (mkdtemp(folder.data()) == nullptr) return Unwritable(folder_);
  // A submission may run as another user, who must be able to read its program.
  chmod(folder.c_str(), 0755);
  return folder;
}

absl::StatusOr<CacheEntry> Cache::Commit(const std::string& key, const fs::path& prepared,
                                         const std::string& log) const {
  const absl::StatusOr<std::string> output = ReadFile(prepared / "output", kOutputLimit);
  if (!output.ok()) {
    Remove(prepared);
    return Unwritable(folder_);
  }
  const mode_t mode = access((prepared / "output").c_str(), X_OK) == 0 ? 0755 : 0644;
  chmod((prepared / "output").c_str(), mode);
  if (!WriteFile(prepared / "record", Seal(*output) + log).ok()) {
    Remove(prepared);
    return Unwritable(folder_);
  }
  const fs::path entry = folder_ / key;
  std::error_code error;
  fs::rename(prepared, entry, error);
  if (error) Remove(prepared);  // another process was faster, with the same content
  if (!fs::exists(entry / "output")) return Unwritable(folder_);
  return CacheEntry{entry / "output", log};
}

void Cache::Trim(int64_t limit) const {
  std::vector<std::tuple<fs::file_time_type, int64_t, fs::path>> entries;
  int64_t total = 0;
  std::error_code error;
  const auto now = fs::file_time_type::clock::now();
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    const fs::path& path = entry.path();
    std::error_code gone;  // another process may be trimming too
    if (absl::StartsWith(path.filename().string(), kPrepared)) {
      if (now - fs::last_write_time(path, gone) > std::chrono::hours(1) && !gone) Remove(path);
      continue;
    }
    const auto used = fs::last_write_time(path / "record", gone);
    if (gone) continue;
    const int64_t size = SizeOf(path);
    entries.emplace_back(used, size, path);
    total += size;
  }
  if (total <= limit) return;
  std::sort(entries.begin(), entries.end());
  for (const auto& [used, size, path] : entries) {
    if (total <= limit || now - used < kInUse) break;
    Remove(path);
    total -= size;
  }
}

}  // namespace racelab
