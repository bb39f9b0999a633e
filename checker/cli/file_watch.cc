// FileWatch through inotify.
#include "checker/cli/file_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace racelab {

absl::StatusOr<FileWatch> FileWatch::Create(const std::filesystem::path& folder,
                                            const std::vector<std::string>& files) {
  FileWatch watch;
  watch.descriptor_ = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (watch.descriptor_ < 0) {
    return absl::UnavailableError(absl::StrCat("cannot watch files: ", std::strerror(errno)));
  }
  for (const std::string& file : files) {
    const std::filesystem::path path = folder / file;
    const int id = inotify_add_watch(watch.descriptor_, path.parent_path().c_str(),
                                     IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR);
    if (id < 0) {
      return absl::UnavailableError(
          absl::StrCat("cannot watch ", path.parent_path().string(), ": ", std::strerror(errno)));
    }
    watch.names_[id].insert(path.filename());  // the same folder has the same id
  }
  return watch;
}

FileWatch::FileWatch(FileWatch&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      names_(std::move(other.names_)),
      lost_(other.lost_) {}

FileWatch& FileWatch::operator=(FileWatch&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(names_, other.names_);
  std::swap(lost_, other.lost_);
  return *this;
}

FileWatch::~FileWatch() {
  if (descriptor_ >= 0) close(descriptor_);
}

bool FileWatch::ReadChanges() {
  bool changed = false;
  alignas(inotify_event) char buffer[4096];
  for (;;) {
    const ssize_t count = read(descriptor_, buffer, sizeof buffer);
    if (count <= 0) return changed;
    for (ssize_t at = 0; at < count;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer + at);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      if (event->mask & IN_IGNORED) lost_ = true;
      if (event->mask & IN_Q_OVERFLOW) changed = true;  // events were lost; one may be ours
      const auto folder = names_.find(event->wd);
      if (folder == names_.end() || event->len == 0) continue;
      changed |= folder->second.count(event->name) > 0;
    }
  }
}

}  // namespace racelab
