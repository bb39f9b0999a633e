// Deadline: what a late submission loses.
//
// **Thread safety**: plain values and pure functions.
#ifndef RACELAB_CHECKER_CLASSROOM_DEADLINE_H_
#define RACELAB_CHECKER_CLASSROOM_DEADLINE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace racelab {

// What comes late loses `percent` of its points for each day begun, down to none.
struct Deadline {
  absl::Time due = absl::InfiniteFuture();
  int percent = 0;  // 0 to 100
};

// "2026-11-30" (its end), "2026-11-30 23:59", the same with a T, or RFC 3339 with a zone; without
// one the machine's zone counts. InvalidArgument says how to write it.
absl::StatusOr<absl::Time> ParseDue(const std::string& text);

// Days begun between the deadline and a time; 0 when it is in time.
int DaysLate(const Deadline& deadline, absl::Time handed_in);

// What is left of `score` points, rounded down.
int PointsLeft(const Deadline& deadline, int days_late, int score);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_DEADLINE_H_
