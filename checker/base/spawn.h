// Spawn: starts the process of a Command with pipes at its output; the lower half of RunCommand.
//
// **Thread safety**: Spawn may be called from several threads; a Spawned belongs to one.
#ifndef RACELAB_CHECKER_BASE_SPAWN_H_
#define RACELAB_CHECKER_BASE_SPAWN_H_

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <utility>

#include "absl/status/statusor.h"
#include "checker/base/subprocess.h"

namespace racelab {

// An open descriptor that is closed at the end.
class Descriptor {
 public:
  Descriptor() = default;
  // Moves it above 2, so that the child can put its standard descriptors in place in any order.
  explicit Descriptor(int fd) : fd_(fd) {
    if (fd < 0 || fd > 2) return;
    fd_ = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    close(fd);
  }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { Close(); }
  void Close() {
    if (fd_ >= 0) close(std::exchange(fd_, -1));
  }
  int get() const { return fd_; }

 private:
  int fd_ = -1;
};

// A running child, leader of its own process group. Whoever has it must reap it.
// **Invariants**: a guard in the group kills all of it when `lifeline` is closed, at the latest
// when this process ends, however it does.
struct Spawned {
  pid_t pid = -1;
  Descriptor lifeline;
  Descriptor exited;         // pidfd: readable when the process has ended; -1 before Linux 5.3
  Descriptor output, error;  // our ends of its pipes; `error` is at its end when merged
};

// Errors as RunCommand's. When it returns, the exec has happened.
absl::StatusOr<Spawned> Spawn(const Command& command);

// Whether it has ended; it is not reaped.
bool HasEnded(const Spawned& child);

// Kills it and all of its group, and comes back when the guard has gone, too: nobody finds a
// process of ours afterwards. REQUIRES: not reaped yet, so that the group's number still belongs to
// it.
void KillGroup(const Spawned& child);

}  // namespace racelab

#endif  // RACELAB_CHECKER_BASE_SPAWN_H_
