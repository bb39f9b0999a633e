// Reading, replacing and removing of files through plain system calls.
#include "checker/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

absl::Status ErrnoStatus(const fs::path& path, const char* what, int error) {
  const std::string text = absl::StrCat(path.string(), ": ", what, ": ", std::strerror(error));
  switch (error) {
    case ENOENT:
    case ENOTDIR: return absl::NotFoundError(absl::StrCat(path.string(), ": no such file"));
    case ELOOP: return absl::InvalidArgumentError(absl::StrCat(path.string(), ": is a link"));
    case EACCES:
    case EPERM: return absl::PermissionDeniedError(text);
    default: return absl::UnavailableError(text);
  }
}

// Nothing is opened before this: opening a device or a FIFO can have effects or block.
absl::Status RequireRegular(const fs::path& path, const struct stat& info) {
  if (S_ISREG(info.st_mode)) return absl::OkStatus();
  const char* kind = S_ISDIR(info.st_mode)    ? "a folder"
                     : S_ISLNK(info.st_mode)  ? "a symbolic link"
                     : S_ISFIFO(info.st_mode) ? "a named pipe"
                     : S_ISSOCK(info.st_mode) ? "a socket"
                                              : "a device";
  return absl::InvalidArgumentError(
      absl::StrCat(path.string(), ": is ", kind, ", not a regular file"));
}

absl::Status WriteAll(int fd, std::string_view contents, const fs::path& path) {
  while (!contents.empty()) {
    const ssize_t n = write(fd, contents.data(), contents.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return ErrnoStatus(path, "cannot be written", errno);
    contents.remove_prefix(n);
  }
  if (fsync(fd) != 0) return ErrnoStatus(path, "cannot be written", errno);
  return absl::OkStatus();
}

// Removes a folder whatever it holds. A folder that its owner may not enter gets its permissions
// back first.
void RemoveTree(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (!error) return;
  fs::permissions(path, fs::perms::owner_all, error);
  for (fs::recursive_directory_iterator it(path, error), end; !error && it != end;
       it.increment(error)) {
    std::error_code ignored;
    if (it->symlink_status(ignored).type() == fs::file_type::directory) {
      fs::permissions(it->path(), fs::perms::owner_all, ignored);
    }
  }
  fs::remove_all(path, error);
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const fs::path& path, int64_t limit) {
  struct stat info;
  if (lstat(path.c_str(), &info) != 0) return ErrnoStatus(path, "cannot be read", errno);
  if (absl::Status status = RequireRegular(path, info); !status.ok()) return status;
  const int fd = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) return ErrnoStatus(path, "cannot be read", errno);
  const absl::Cleanup close_fd = [fd] { close(fd); };
  // Again: the file may have been replaced in between.
  if (fstat(fd, &info) != 0) return ErrnoStatus(path, "cannot be read", errno);
  if (absl::Status status = RequireRegular(path, info); !status.ok()) return status;
  std::string contents;
  char buffer[64 << 10];
  while (static_cast<int64_t>(contents.size()) <= limit) {
    const ssize_t n = read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return ErrnoStatus(path, "cannot be read", errno);
    if (n == 0) return contents;
    contents.append(buffer, n);
  }
  return absl::ResourceExhaustedError(
      absl::StrCat(path.string(), ": is bigger than ", limit, " bytes"));
}

std::string ReadSystemFile(const fs::path& path, int64_t limit) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return "";
  std::string text;
  char buffer[4096];
  for (ssize_t count; (count = read(descriptor, buffer, sizeof buffer)) > 0 &&
                      static_cast<int64_t>(text.size()) < limit;) {
    text.append(buffer, count);
  }
  close(descriptor);
  return text;
}

absl::Status WriteFile(const fs::path& path, std::string_view contents) {
  static std::atomic<int> counter{0};
  const fs::path temporary = absl::StrCat(path.string(), ".", getpid(), "-", counter++, ".tmp");
  const int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  absl::Status status =
      fd < 0 ? ErrnoStatus(path, "cannot be written", errno) : WriteAll(fd, contents, path);
  if (fd >= 0 && close(fd) != 0) status.Update(ErrnoStatus(path, "cannot be written", errno));
  if (status.ok() && rename(temporary.c_str(), path.c_str()) != 0) {
    status = ErrnoStatus(path, "cannot be replaced", errno);
  }
  if (status.ok()) return status;
  if (fd >= 0) unlink(temporary.c_str());
  return absl::UnavailableError(status.message());
}

absl::Status LinkOrCopy(const fs::path& file, const fs::path& name) {
  std::error_code error;
  const fs::path source = fs::canonical(file, error);  // a link to a link would dangle
  if (!error) fs::create_hard_link(source, name, error);
  if (error) {
    error.clear();
    fs::copy_file(file, name, error);
  }
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat(name.string(), ": cannot be made a copy of ",
                                             file.string(), ": ", error.message(),
                                             "; is the disk full?"));
}

absl::StatusOr<TempDir> TempDir::Create(std::string_view prefix) {
  const char* parent = std::getenv("TMPDIR");
  if (parent == nullptr || *parent == '\0') parent = "/tmp";
  std::string pattern = absl::StrCat(parent, "/", std::string(prefix), "-XXXXXX");
  if (mkdtemp(pattern.data()) == nullptr) {
    return absl::UnavailableError(absl::StrCat("cannot make a temporary folder in ", parent, ": ",
                                               std::strerror(errno),
                                               "; free some space there or set TMPDIR"));
  }
  TempDir dir{fs::path(pattern)};
  if (chmod(pattern.c_str(), 0755) != 0) return ErrnoStatus(pattern, "cannot be opened up", errno);
  return dir;
}

TempDir::TempDir(TempDir&& other) noexcept : path_(std::exchange(other.path_, {})) {}

TempDir& TempDir::operator=(TempDir&& other) noexcept {
  path_.swap(other.path_);  // what this one held goes away with `other`
  return *this;
}

TempDir::~TempDir() {
  if (!path_.empty()) RemoveTree(path_);
}

}  // namespace racelab
