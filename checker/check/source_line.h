// Names on a line of C++: which variable a line reads, writes, locks or signals, where the text of
// the line leaves no doubt.
//
// Debug information names globals only. What lies in an object is named by the student's own line.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_SOURCE_LINE_H_
#define RACELAB_CHECKER_CHECK_SOURCE_LINE_H_

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace racelab {

// One use of a variable: "bank.balance_ -= 3", "counts[i]++", "m->lock()".
struct NameUse {
  std::vector<std::string> path;  // {"bank", "balance_"}; of a call without the function's name
  std::string method;             // "lock" for "m->lock("; "" when it is not a call of a method
  bool assigned = false;          // =, +=, ++ and the like
  bool overwritten = false;       // a plain =, which does not read
  bool streamed = false;          // the first of a chain of << or >>
  bool indexed = false;           // followed by one [ ], and nothing but a call behind that
  // Between the brackets of a call or a declaration: of which plain function ("" for others), and
  // which argument, from 0.
  std::optional<std::string> argument_of;
  int number = 0;
};

// All uses in order. Comments, literals, keywords, types and names of namespaces are left out.
std::vector<NameUse> NamesOn(std::string_view line);

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
