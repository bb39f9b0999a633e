// Attempts: what a hostile program tries, one thing for each name.
#ifndef RACELAB_TESTS_UNIT_SANDBOX_ATTEMPTS_H_
#define RACELAB_TESTS_UNIT_SANDBOX_ATTEMPTS_H_

#include <string>

namespace racelab {

// 0 when it succeeds, else its errno; 255 for a name that is unknown.
int Attempt(const std::string& name, const std::string& argument);

}  // namespace racelab

#endif  // RACELAB_TESTS_UNIT_SANDBOX_ATTEMPTS_H_
