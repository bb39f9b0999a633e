// Seeds that session_program.cc takes as orders; it answers others as an honest program does.
#ifndef RACELAB_TESTS_UNIT_EXPLORE_SESSION_PROGRAM_H_
#define RACELAB_TESTS_UNIT_EXPLORE_SESSION_PROGRAM_H_

#include <cstdint>

namespace racelab::explore {

inline constexpr uint64_t kFail = 1, kDie = 2, kLimit = 3, kShrink = 4, kOutside = 5, kFine = 100;

}  // namespace racelab::explore

#endif  // RACELAB_TESTS_UNIT_EXPLORE_SESSION_PROGRAM_H_
