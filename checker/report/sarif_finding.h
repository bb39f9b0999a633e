// One finding as SARIF 2.1.0: a result with its code flow, or a notification.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_REPORT_SARIF_FINDING_H_
#define RACELAB_CHECKER_REPORT_SARIF_FINDING_H_

#include <string>

#include "checker/report/cases.h"
#include "checker/report/json_text.h"

namespace racelab {

// "racelab/data-race": the same in every version.
std::string RuleId(const Finding& finding);

// A result without its fingerprint.
Json ResultOf(const Case& item, const Finding& finding);

// What makes two findings of two versions of a submission the same one: the rule, the file, and the
// text of the failing lines or of the message. No line numbers, thread numbers or addresses.
std::string IdentityOf(const Case& item, const Finding& finding);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_SARIF_FINDING_H_
