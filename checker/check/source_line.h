// Names on a line of C++: which variable a line reads, writes, locks or signals, where the text of
// the line leaves no doubt.
//
// Debug information names globals only. What lies in an object is named by the student's own line.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_SOURCE_LINE_H_
#define RACELAB_CHECKER_CHECK_SOURCE_LINE_H_

#include <set>
#include <string>
#include <string_view>

#include "checker/check/source_names.h"

namespace racelab {

// The name as the line writes it: "shared->total", "bank.balance", "*hits"; or its last part alone
// where that is not plain text.
std::string SpelledOn(std::string_view line, const NameUse& use);

// What an access did to a line. `direct`: by the line's own code, not by a library it calls.
struct LineAccess {
  enum Sort { kRead, kWrite, kLock, kSignal } sort;
  bool direct;
};

// The last names ("balance_") that the access may be to, most likely ones only; empty when the line
// says nothing about it.
std::set<std::string> CandidatesOn(std::string_view line, LineAccess access);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_SOURCE_LINE_H_
