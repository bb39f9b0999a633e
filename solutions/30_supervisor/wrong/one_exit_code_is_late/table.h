// The table of a virtual machine with 2 processors: of six runs the smallest time of each kind.
#ifndef RACELAB_LABS_30_SUPERVISOR_TABLE_H_
#define RACELAB_LABS_30_SUPERVISOR_TABLE_H_

#include "comparison.h"

inline constexpr Comparison kTable = {
    .thread = 21,
    .fork = 167,
    .fork_from_500_mb = 25'089,
    .posix_spawn = 644,
    .spawn_from_500_mb = 634,
    .write_of_a_thread = kWholeProcess,
    .write_of_a_child = kOnlyItself,
    .order_of_a_variable = kMadeByYou,
    .order_of_a_pipe = kComesWithIt,
    .crash_of_a_thread = kWholeProcess,
    .crash_of_a_child = kOnlyItself,
};

#endif  // RACELAB_LABS_30_SUPERVISOR_TABLE_H_
