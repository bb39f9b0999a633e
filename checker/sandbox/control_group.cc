// Makes, uses and removes control groups: files and folders below /sys/fs/cgroup.
#include "checker/sandbox/control_group.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "checker/base/files.h"

namespace racelab {
namespace {
namespace fs = std::filesystem;

constexpr int kPatience = 1000;  // milliseconds until ended processes are gone

// The kernel takes a value in one write. It lets nobody make the file; a test's folder does.
bool Put(const fs::path& file, const std::string& value) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return false;
  const bool written =
      write(descriptor, value.data(), value.size()) == static_cast<ssize_t>(value.size());
  const int error = errno;
  close(descriptor);
  errno = error;
  return written;
}

bool GivesLimits(const fs::path& group) {
  const std::vector<std::string> controllers = absl::StrSplit(
      ReadSystemFile(group / "cgroup.subtree_control"), absl::ByAnyChar(" \n"), absl::SkipEmpty());
  const auto has = [&](const char* name) {
    return std::ranges::find(controllers, name) != controllers.end();
  };
  return has("memory") && has("pids");
}

// Processes may enter a group only from one whose owner allows it, too.
bool MayUse(const fs::path& group) {
  return access(group.c_str(), W_OK) == 0 && access((group / "cgroup.procs").c_str(), W_OK) == 0;
}

bool Populated(const fs::path& group) {
  return absl::StrContains(ReadSystemFile(group / "cgroup.events"), "populated 1");
}

}  // namespace

absl::StatusOr<fs::path> FindControlGroups(const fs::path& mount, const std::string& own) {
  if (access((mount / "cgroup.controllers").c_str(), F_OK) != 0) {
    return absl::UnavailableError(
        absl::StrCat(mount.string(), " holds no control groups of version 2"));
  }
  const std::string groups = own.empty() ? ReadSystemFile("/proc/self/cgroup") : own;
  for (absl::string_view line : absl::StrSplit(groups, '\n')) {
    if (!absl::ConsumePrefix(&line, "0::/")) continue;
    for (fs::path group = std::string(line);; group = group.parent_path()) {
      const fs::path folder = group.empty() ? mount : mount / group;
      if (GivesLimits(folder) && MayUse(folder)) return folder;
      if (group.empty()) break;
    }
  }
  return absl::UnavailableError(
      "no control group above this process may be written to and limits memory and tasks");
}

absl::StatusOr<ControlGroup> ControlGroup::Make(const fs::path& parent, int64_t tasks,
                                                int64_t bytes) {
  static std::atomic<int> next = 0;
  const fs::path path = parent / absl::StrCat("racelab-", getpid(), "-",
                                              next.fetch_add(1, std::memory_order_relaxed));
  if (mkdir(path.c_str(), 0755) != 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot make the control group ", path.string(), ": ", strerror(errno)));
  }
  ControlGroup group(path);
  if (!Put(path / "pids.max", absl::StrCat(tasks)) ||
      !Put(path / "memory.max", absl::StrCat(bytes))) {
    return absl::UnavailableError(
        absl::StrCat("cannot limit the control group ", path.string(), ": ", strerror(errno)));
  }
  return group;
}

ControlGroup::ControlGroup(ControlGroup&& other) noexcept
    : path_(std::exchange(other.path_, fs::path())) {}

ControlGroup& ControlGroup::operator=(ControlGroup&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

ControlGroup::~ControlGroup() {
  if (path_.empty()) return;
  EndControlGroup(path_);
  rmdir(path_.c_str());
}

bool EnterControlGroup(const fs::path& group) { return Put(group / "cgroup.procs", "0"); }

void EndControlGroup(const fs::path& group) {
  for (int i = 0; Populated(group) && i < kPatience; ++i) {
    if (!Put(group / "cgroup.kill", "1")) {
      const std::string processes = ReadSystemFile(group / "cgroup.procs");
      for (absl::string_view line : absl::StrSplit(processes, '\n')) {
        int pid = 0;
        // 0 is one that this pid namespace does not see.
        if (absl::SimpleAtoi(line, &pid) && pid > 0) kill(pid, SIGKILL);
      }
    }
    usleep(1000);
  }
}

int64_t KilledForMemory(const fs::path& group) {
  if (group.empty()) return 0;
  for (absl::string_view line : absl::StrSplit(ReadSystemFile(group / "memory.events"), '\n')) {
    int64_t count = 0;
    if (absl::ConsumePrefix(&line, "oom_kill ") && absl::SimpleAtoi(line, &count)) return count;
  }
  return 0;
}

}  // namespace racelab
