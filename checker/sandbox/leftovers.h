// SystemSpace: the places where a program can leave things behind, listed and swept after each run.
//
// **Thread safety**: belongs to one supervisor.
#ifndef RACELAB_CHECKER_SANDBOX_LEFTOVERS_H_
#define RACELAB_CHECKER_SANDBOX_LEFTOVERS_H_

#include <set>
#include <string>

#include "checker/sandbox/run.h"

namespace racelab {

// **Invariants**: what stood there when the object was made is never listed and never removed.
// Only what must be the program's is listed: everything where the system is private, else entries
// of the program's own user if that user is nobody else's; else (same user, shared system) nothing
// outside the working folder.
class SystemSpace {
 public:
  // `uid` is the program's user, 0: this process's. `private_system` as in RunPlan.
  SystemSpace(int uid, bool private_system);

  // Makes the program's working folder in `parent`, owned by `uid`. "" when the disk is full.
  std::string MakeWorkFolder(const std::string& parent);

  // Adds names left in shared memory, queues, the work folder and (if private) /tmp, and removes
  // them.
  void Sweep(const std::string& work_folder, Leftovers& left);

 private:
  std::set<std::string> List(const std::string& folder) const;

  int uid_;
  bool private_system_;
  bool exclusive_;                // what appears outside the working folder is the program's
  std::set<std::string> before_;  // full paths
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_LEFTOVERS_H_
