// The sentence of a finding and its places.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_SENTENCE_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_SENTENCE_H_

#include <string>
#include <vector>

#include "checker/check/explain_names.h"
#include "checker/check/explain_scene.h"
#include "checker/result/finding.h"

namespace racelab {

// What is wrong, in one plain sentence (or two).
std::string Sentence(const Scene& scene, const ObjectNames& names);

// The same for findings about tasks that do not go on: deadlock, lost wakeup, livelock, starvation.
std::string StuckSentence(const Scene& scene, const ObjectNames& names);

// Which of a finding's two stacks is the free of a block; 2 when it has none.
int FreeingStack(const trace::Finding& finding);

// A leak that is a process which is left when the first one has ended.
bool IsOrphan(const trace::Finding& finding);

// Tasks of scene.waiting() (indices) that wait for each other in a ring, each for the next; empty
// when there is none. A task that waits for itself is a ring of one.
std::vector<size_t> WaitRing(const Scene& scene);

// All indices, those of the ring first.
std::vector<size_t> WaitOrder(const Scene& scene);

// Of a lost wakeup: the signal that came too early or to another task; events.size() when unknown.
size_t LostSignal(const Scene& scene);

// Where the holder of what `waiting` wants took it; not known when no event says so.
Spot TakenAt(const Scene& scene, const trace::Waiting& waiting);

// Most telling first, those of the student before others.
std::vector<Location> Places(const Scene& scene, const ObjectNames& names);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_SENTENCE_H_
