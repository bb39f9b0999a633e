// Which events of an execution a player is told, and at which points it stops for the next move.
//
// **Thread safety**: pure apart from reading source files and starting addr2line and nm.
#ifndef RACELAB_CHECKER_CHECK_PLAY_STOPS_H_
#define RACELAB_CHECKER_CHECK_PLAY_STOPS_H_

#include <cstddef>
#include <vector>

#include "checker/check/explain_scene.h"
#include "checker/check/judge.h"
#include "checker/trace/schedule.h"

namespace racelab {

// The execution is known to its end, but its finding has not happened yet.
trace::Execution WithoutFinding(const trace::Execution& execution);

// Indices of events: EventsToWatch, without what a library does to start and join threads.
std::vector<size_t> EventsToTell(const Scene& scene);

// Points at which something is to be seen: what the task does then has a line of the program, and
// matters to other tasks. For explore::GameRules::stops.
std::vector<bool> PointsToStopAt(const trace::Execution& execution, const ProgramFacts& facts);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_PLAY_STOPS_H_
