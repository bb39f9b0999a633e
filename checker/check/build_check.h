// Build check, the pure part: what a build's diagnostics mean for the student.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_BUILD_CHECK_H_
#define RACELAB_CHECKER_CHECK_BUILD_CHECK_H_

#include <vector>

#include "checker/result/finding.h"
#include "checker/toolchain/build.h"

namespace racelab {

// At most five findings. `errors`: kinds "compile-error" and "link-error", each with advice where
// there is some, the first with the raw log; at least one when the build is not ok. Otherwise:
// kind "warning".
std::vector<Finding> BuildFindings(const BuildOutput& build, bool errors);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_BUILD_CHECK_H_
