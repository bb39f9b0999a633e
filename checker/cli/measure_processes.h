// Measures what threads and processes cost here: creation, communication, crashes.
//
// **Thread safety**: for the main thread, while it is the only one: it forks.
#ifndef RACELAB_CHECKER_CLI_MEASURE_PROCESSES_H_
#define RACELAB_CHECKER_CLI_MEASURE_PROCESSES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "checker/report/bars.h"

namespace racelab {

// Takes about two seconds and 200 MB. Every number was measured just now: wall time, the smallest
// mean of several rounds. Unavailable: the machine refuses a process, a thread or memory.
absl::StatusOr<std::vector<Chart>> MeasureProcesses();

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_MEASURE_PROCESSES_H_
