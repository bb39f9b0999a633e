// Random programs for tests that compare strategies, and what a strategy sees of them.
#ifndef RACELAB_TESTS_UNIT_EXPLORE_RANDOM_PROGRAMS_H_
#define RACELAB_TESTS_UNIT_EXPLORE_RANDOM_PROGRAMS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "checker/explore/strategy.h"
#include "tests/unit/explore/simulator.h"

namespace racelab::explore {

// What equivalent executions have in common: the steps of each task, and for each those of others
// that came before and on which it depends.
using Class = std::vector<std::vector<std::vector<std::pair<uint16_t, size_t>>>>;
Class ClassOf(const trace::Execution& execution);

// Tasks begin with a step that does nothing, as real ones do.
SimProgram Started(SimProgram program);

// What tasks do, by letter: loads, stores (of their own object, too), critical sections, signals,
// waits, and sections that they read or write in under a lock of readers and writers.
inline const std::string kRandomKinds[] = {"ls", "lso", "lsc", "lscn", "lscnw", "sRRW"};

// Two or three tasks of these kinds, small enough to be exhausted.
SimProgram RandomProgram(std::mt19937& random, const std::string& kinds);

// What a search has seen.
struct Seen {
  uint64_t runs = 0;
  std::set<Class> classes;
  bool fails = false;
  Coverage coverage;
};

// Runs its plans, to the last one or `limit`; `after` is called after each, if there is one.
Seen Exhaust(Strategy& strategy, const SimProgram& program, uint64_t limit,
             const std::function<void(const Seen&)>& after = nullptr);

}  // namespace racelab::explore

#endif  // RACELAB_TESTS_UNIT_EXPLORE_RANDOM_PROGRAMS_H_
