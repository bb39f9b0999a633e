// Library race: a data race that a library has by design, in ThreadSanitizer's report. The explorer
// leaves out the same ones; checker/runtime/library_races.h says which, and why.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_LIBRARY_RACE_H_
#define RACELAB_CHECKER_CHECK_LIBRARY_RACE_H_

#include "checker/check/frames.h"
#include "checker/check/test_record.h"

namespace racelab {

// Whether all accesses of the report are those of Boost's lock-free queue or stack to their nodes.
bool IsLibraryRace(const SanitizerReport& report, const Frames& frames);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_LIBRARY_RACE_H_
