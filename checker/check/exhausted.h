// What searches that found nothing know for sure, of one test and of several.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_EXHAUSTED_H_
#define RACELAB_CHECKER_CHECK_EXHAUSTED_H_

#include <string>

#include "checker/explore/strategy.h"
#include "checker/result/exploration.h"

namespace racelab {

// Of one test.
Exhausted KnownFrom(const explore::Coverage& coverage);

void Add(const Exhausted& test, Exhausted& sum);

// "exhausted: 70 executions, all of them", "exhausted up to 2 preemptions", "3 of 4 tests
// exhausted, the others up to 1 preemption"; "" when nothing is known.
std::string InWords(const Exhausted& known);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXHAUSTED_H_
