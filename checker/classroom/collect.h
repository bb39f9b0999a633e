// Collect: what the page of a class shows, from its gradebook.
//
// **Thread safety**: functions keep nothing; a Gradebook belongs to one thread at a time.
#ifndef RACELAB_CHECKER_CLASSROOM_COLLECT_H_
#define RACELAB_CHECKER_CLASSROOM_COLLECT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "checker/classroom/gradebook.h"
#include "checker/lab/catalog.h"
#include "checker/report/dashboard.h"

namespace racelab {

// A run is slow when it took this many times as long as the lab's median, and this many seconds.
inline constexpr double kSlowTimes = 3;
inline constexpr double kSlowSeconds = 30;

// `since` is the begin of what counts for common findings; `now` is only shown. `labs` are those
// that exist: of one that does not, similarity is not known. Everything is sorted, so the same
// gradebook gives the same page.
absl::StatusOr<Dashboard> Collect(Gradebook& book, const std::vector<Lab>& labs, absl::Time since,
                                  absl::Time now);

// Changes whenever what Collect would find changes; cheap.
absl::StatusOr<std::string> VersionOf(Gradebook& book);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_COLLECT_H_
