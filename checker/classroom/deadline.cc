// Reads deadlines and counts days.
#include "checker/classroom/deadline.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "checker/base/text.h"

namespace racelab {

absl::StatusOr<absl::Time> ParseDue(const std::string& text) {
  absl::Time time;
  std::string ignored;
  for (const char* format : {absl::RFC3339_full, "%Y-%m-%d%ET%H:%M:%S", "%Y-%m-%d%ET%H:%M",
                             "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"}) {
    if (absl::ParseTime(format, text, absl::LocalTimeZone(), &time, &ignored)) return time;
  }
  if (absl::ParseTime("%Y-%m-%d", text, absl::LocalTimeZone(), &time, &ignored)) {
    return time + absl::Hours(24) - absl::Seconds(1);
  }
  return absl::InvalidArgumentError(absl::StrCat("'", CleanText(text),
                                                 "' is no time; write 2026-11-30, "
                                                 "\"2026-11-30 23:59\" or 2026-11-30T23:59:00Z"));
}

int DaysLate(const Deadline& deadline, absl::Time handed_in) {
  if (handed_in <= deadline.due) return 0;
  const double days = absl::FDivDuration(handed_in - deadline.due, absl::Hours(24));
  return static_cast<int>(std::min(days, 36'500.0)) + 1;
}

int PointsLeft(const Deadline& deadline, int days_late, int score) {
  const int64_t left = std::max<int64_t>(0, 100 - int64_t{deadline.percent} * days_late);
  return static_cast<int>(score * left / 100);
}

}  // namespace racelab
