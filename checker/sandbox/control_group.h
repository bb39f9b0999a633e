// ControlGroup: the processes of a plan as one thing that the kernel counts, limits and ends.
//
// Control groups of version 2 (cgroups(7)), where this process may make some: usual in a login of
// systemd, or as root; not in Docker's default.
//
// **Thread safety**: a ControlGroup belongs to one thread; functions keep nothing.
#ifndef RACELAB_CHECKER_SANDBOX_CONTROL_GROUP_H_
#define RACELAB_CHECKER_SANDBOX_CONTROL_GROUP_H_

#include <cstdint>
#include <filesystem>
#include <string>

#include "absl/status/statusor.h"

namespace racelab {

// The nearest folder above this process's own group that lets groups below it have limits of tasks
// and memory: a group with processes of its own does not. `mount` is where the kernel shows groups,
// `own` is what /proc/self/cgroup holds. Unavailable: there is none, and why.
absl::StatusOr<std::filesystem::path> FindControlGroups(
    const std::filesystem::path& mount = "/sys/fs/cgroup", const std::string& own = "");

class ControlGroup {
 public:
  // Makes a group for so many tasks and bytes in `parent`. Unavailable: the kernel refuses.
  static absl::StatusOr<ControlGroup> Make(const std::filesystem::path& parent, int64_t tasks,
                                           int64_t bytes);
  ControlGroup(ControlGroup&& other) noexcept;
  ControlGroup& operator=(ControlGroup&& other) noexcept;
  ~ControlGroup();  // ends what is in it and removes it

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit ControlGroup(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;  // empty after a move
};

// Moves this process into the group. False, with errno, when that is not possible.
bool EnterControlGroup(const std::filesystem::path& group);

// Kills all processes of the group at once, and waits until they are gone. For Linux before 5.14,
// which has no cgroup.kill, one after another.
void EndControlGroup(const std::filesystem::path& group);

// How many processes of the group the kernel has ended for lack of memory so far; of none ("") 0.
int64_t KilledForMemory(const std::filesystem::path& group);

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_CONTROL_GROUP_H_
