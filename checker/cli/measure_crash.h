// MeasureCrash: what a crash takes along, and what every measurement of processes needs.
//
// **Thread safety**: forks; call while the program has one thread.
#ifndef RACELAB_CHECKER_CLI_MEASURE_CRASH_H_
#define RACELAB_CHECKER_CLI_MEASURE_CRASH_H_

#include <sys/types.h>

#include "absl/status/statusor.h"
#include "checker/report/bars.h"

namespace racelab {

// How many of a few workers come to their end when one of them crashes: as threads of one process,
// and as processes. Unavailable: the machine refuses a pipe or a process.
absl::StatusOr<Chart> MeasureCrash();

// Unavailable, with errno: the machine refuses `what`.
absl::Status MachineRefuses(const char* what);

// Waits for the end of the child, however it ends. False: it is none of ours.
bool Reap(pid_t child);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_MEASURE_CRASH_H_
