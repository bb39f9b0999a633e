// Which events of an execution matter for its finding.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_EVENTS_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_EVENTS_H_

#include <cstddef>
#include <vector>

#include "checker/check/explain_scene.h"

namespace racelab {

// Indices of the events to tell, in order: what the finding is about, and around it the locks and
// the memory that several tasks touch. Events without a line of the program are left out.
std::vector<size_t> EventsThatMatter(const Scene& scene);

// The same for the player, which has room: also starting and joining, all that tasks share, and
// every lock of the tasks of a data race.
std::vector<size_t> EventsToWatch(const Scene& scene);

// Findings of two accesses: a data race, a use after free, a double free.
bool HasAccesses(trace::Kind kind);

// An atomic load that read, or a store that counts as made, before the newest store.
bool UsesOlderValue(const trace::Event& event);
// Whether it is the end of a wait on a condition variable without a signal (a spurious wakeup).
bool WokeForNothing(const trace::Event& event);

// The event that is the finding's access `which` (0: the last one), or events.size(). Also the free
// before a use after free.
size_t AccessEvent(const Scene& scene, int which);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_EVENTS_H_
