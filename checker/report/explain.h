// Explain: what reporters say about a kind of finding, in words for students.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_REPORT_EXPLAIN_H_
#define RACELAB_CHECKER_REPORT_EXPLAIN_H_

#include <string>

#include "checker/result/finding.h"

namespace racelab {

// "data-race" reads "data race".
std::string KindTitle(const std::string& finding_kind);

// Whether it failed in every schedule that was tried, and is of a kind that shows on any machine.
bool NeverPasses(const Finding& finding);

// Why the same program may look right on another run or machine. "" where it always looks wrong:
// a compiler error, any finding of the one-thread check `functional`, or one that never passes.
std::string WhyItCanPass(const std::string& check_kind, const Finding& finding);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_EXPLAIN_H_
