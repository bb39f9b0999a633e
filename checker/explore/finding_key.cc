// Making of finding keys.
#include "checker/explore/finding_key.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace racelab::explore {

std::string FindingKey(const trace::Finding& finding) {
  std::vector<std::string> places;
  const auto add = [&places](const trace::Stack& stack) {
    if (stack.count == 0) return;
    places.push_back(absl::StrJoin(stack.pc, stack.pc + stack.count, ","));
  };
  for (const trace::Stack& stack : finding.stack) add(stack);
  for (uint32_t i = 0; i < finding.waiting_count; ++i) add(finding.waiting[i].stack);
  std::sort(places.begin(), places.end());
  return absl::StrCat(static_cast<int>(finding.kind), ":",
                      places.empty() ? std::string(finding.text) : absl::StrJoin(places, ";"));
}

}  // namespace racelab::explore
