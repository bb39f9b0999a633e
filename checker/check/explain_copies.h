// Variables that a fork has copied, and that processes use as if they had one together.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_COPIES_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_COPIES_H_

#include <cstdint>
#include <set>
#include <string>

#include "checker/check/explain_scene.h"

namespace racelab {

// Addresses of variables with static storage in private memory. Of memory: one process wrote its
// copy after the fork, and another one used its own afterwards.
std::set<uint64_t> CopiedMemory(const Scene& scene);
// Of locks, signals and semaphores: several processes used their copies.
std::set<uint64_t> CopiedLocks(const Scene& scene);

// " Each process has its own copy of lock, ...", where copies explain the finding: both sides of a
// race held their own copy of a lock, a task waits for a signal to another copy, a check is about a
// copy. Else "".
std::string CopiesHint(const Scene& scene);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_COPIES_H_
