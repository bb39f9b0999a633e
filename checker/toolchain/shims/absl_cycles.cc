// Shim of the plain variant: switches Abseil's own deadlock detection off.
//
// The packaged library aborts when two mutexes are ever locked in both orders. That is only a
// suspicion: behind a gate, or with one thread, no deadlock can come of it, and the answer may be
// right. A real deadlock shows as a run that stands still, which the checker explains better.
#include "absl/synchronization/mutex.h"

namespace {

struct IgnoreCycles {
  IgnoreCycles() { absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore); }
} ignore_cycles;

}  // namespace
