// SyscallFilter: refuses system calls that no student's program needs, through seccomp.
//
// A list of what is denied, not of what is allowed: a right answer may call anything else, and what
// a program does not see denied it does not see at all. A denied call fails; it does not kill.
//
// **Thread safety**: a value that belongs to one thread.
#ifndef RACELAB_CHECKER_SANDBOX_SYSCALL_FILTER_H_
#define RACELAB_CHECKER_SANDBOX_SYSCALL_FILTER_H_

#include <memory>

namespace racelab {

class SyscallFilter {
 public:
  SyscallFilter();  // made, but not in force

  // In force for this thread and all it starts, for good. False, with errno, when the kernel
  // refuses. REQUIRES: no_new_privs is set.
  bool Install() const;

 private:
  struct Release {
    void operator()(void* filter) const;
  };
  std::unique_ptr<void, Release> filter_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_SYSCALL_FILTER_H_
