// Processes of an execution that have outlived the one that began it. The fork server is their
// parent then.
//
// **Thread safety**: one thread.
#ifndef RACELAB_CHECKER_RUNTIME_ORPHANS_H_
#define RACELAB_CHECKER_RUNTIME_ORPHANS_H_

#include "checker/trace/format.h"

namespace racelab::rt {

// Until they have ended, or nothing has moved for far too long.
void AwaitRest(const trace::Slot& slot);
// Ends whatever is left.
void EndOrphans();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_ORPHANS_H_
