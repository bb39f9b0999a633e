// Files: read, write and copy with clear errors; temporary folders that go away.
//
// **Thread safety**: functions keep nothing; a TempDir belongs to one thread at a time.
#ifndef RACELAB_CHECKER_BASE_FILES_H_
#define RACELAB_CHECKER_BASE_FILES_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace racelab {

// The contents of a regular file of at most `limit` bytes. Does not follow a symbolic link in the
// last component, does not open devices or FIFOs. Errors name the file and say what it is instead:
// NotFound, InvalidArgument (a folder, a link, a device), ResourceExhausted (too big),
// PermissionDenied.
absl::StatusOr<std::string> ReadFile(const std::filesystem::path& path, int64_t limit = 64 << 20);

// What the kernel shows in a file of /proc or /sys, up to `limit` bytes; "" when it cannot be read,
// for one because its process ended.
std::string ReadSystemFile(const std::filesystem::path& path, int64_t limit = 1 << 20);

// Replaces the file: a temporary file beside it, fsync, rename. A reader never sees half a file.
// Errors: Unavailable (a full disk, a read-only folder), naming the file.
absl::Status WriteFile(const std::filesystem::path& path, std::string_view contents);

// Gives a file another name, which must be new: a copy where the disk has no second name for it.
// Errors: Unavailable (a full disk, a read-only folder), naming `name`.
absl::Status LinkOrCopy(const std::filesystem::path& file, const std::filesystem::path& name);

// A fresh folder under $TMPDIR or /tmp, mode 0755, removed with all it holds at the end.
class TempDir {
 public:
  static absl::StatusOr<TempDir> Create(std::string_view prefix);
  TempDir(TempDir&& other) noexcept;
  TempDir& operator=(TempDir&& other) noexcept;
  ~TempDir();
  const std::filesystem::path& path() const { return path_; }

 private:
  explicit TempDir(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;  // empty after a move
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_BASE_FILES_H_
