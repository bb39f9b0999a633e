// ProgramUser: a system user of its own for a program, so that programs that run side by side
// cannot touch each other, and ending all processes of one ends nobody else's.
//
// **Thread safety**: each belongs to one thread; Take may be called from several.
#ifndef RACELAB_CHECKER_SANDBOX_PROGRAM_USER_H_
#define RACELAB_CHECKER_SANDBOX_PROGRAM_USER_H_

#include <utility>

#include "checker/base/spawn.h"

namespace racelab {

class ProgramUser {
 public:
  // No package uses these: Debian's dynamic range ends at 59999, 61184 starts systemd's.
  static constexpr int kFirst = 60100, kCount = 1000;

  ProgramUser() = default;  // none: this process's

  // One that nobody else on this machine has, until this object and every process that inherited
  // its lock are gone. Where /run cannot be written to, one that most likely nobody has.
  static ProgramUser Take();
  // The first that is free, from number `start` on, modulo kCount.
  static ProgramUser TakeFrom(int start);

  int uid() const { return uid_; }          // 0: none
  int lock() const { return lock_.get(); }  // a descriptor, closed on exec; -1: none

 private:
  ProgramUser(int uid, Descriptor lock) : uid_(uid), lock_(std::move(lock)) {}

  int uid_ = 0;
  Descriptor lock_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_PROGRAM_USER_H_
