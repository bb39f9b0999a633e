// Claims about the tests of a lab, added up and in words.
#include "checker/check/exhausted.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace racelab {

void Add(const Exhausted& test, Exhausted& sum) {
  if (test.others > 0) {
    sum.preemptions =
        sum.others == 0 ? test.preemptions : std::min(sum.preemptions, test.preemptions);
  }
  sum.tests += test.tests;
  sum.others += test.others;
  sum.executions += test.executions;
  sum.limits.insert(test.limits.begin(), test.limits.end());
}

std::string InWords(const Exhausted& known) {
  const std::string limits =
      known.limits.empty() ? "" : absl::StrCat(" (", absl::StrJoin(known.limits, "; "), ")");
  const std::string bound = known.preemptions < 0
                                ? ""
                                : absl::StrCat("up to ", known.preemptions, " preemption",
                                               known.preemptions == 1 ? "" : "s");
  if (known.others == 0 && known.tests > 0) {
    return absl::StrCat(explore::AllText(known.executions), limits);
  }
  if (known.tests == 0) return bound.empty() ? "" : absl::StrCat("exhausted ", bound, limits);
  return absl::StrCat(known.tests, " of ", known.tests + known.others, " tests exhausted",
                      bound.empty()       ? ""
                      : known.others == 1 ? ", the other "
                                          : ", the others ",
                      bound, limits);
}

Exhausted KnownFrom(const explore::Coverage& coverage) {
  Exhausted known;
  (coverage.all ? known.tests : known.others) = 1;
  known.preemptions = coverage.all ? -1 : coverage.preemptions;
  if (!coverage.all && coverage.preemptions < 0) return known;
  known.executions = coverage.all ? coverage.executions : 0;
  for (const absl::string_view limit : absl::StrSplit(coverage.limits, "; ", absl::SkipEmpty())) {
    known.limits.insert(std::string(limit));
  }
  return known;
}

}  // namespace racelab
