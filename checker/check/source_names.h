// The variables that one line of C++ uses, and how.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_SOURCE_NAMES_H_
#define RACELAB_CHECKER_CHECK_SOURCE_NAMES_H_

#include <optional>
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

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_SOURCE_NAMES_H_
