// Tests of deadlines: how they are written, and what lateness costs.
#include "checker/classroom/deadline.h"

#include <gtest/gtest.h>

namespace racelab {
namespace {

TEST(DeadlineTest, IsWrittenInSeveralWays) {
  const absl::Time zoned = ParseDue("2026-11-30T23:59:00Z").value();
  EXPECT_EQ(zoned, absl::FromUnixSeconds(1796083140));
  const absl::TimeZone here = absl::LocalTimeZone();
  EXPECT_EQ(ParseDue("2026-11-30 23:59").value(),
            absl::FromCivil(absl::CivilSecond(2026, 11, 30, 23, 59, 0), here));
  EXPECT_EQ(ParseDue("2026-11-30T23:59").value(), ParseDue("2026-11-30 23:59:00").value());
  EXPECT_EQ(ParseDue("2026-11-30").value(),
            absl::FromCivil(absl::CivilSecond(2026, 11, 30, 23, 59, 59), here));
}

TEST(DeadlineTest, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "tomorrow", "2026-13-01", "2026-11-31", "30.11.2026", "2026-11-30x"}) {
    EXPECT_FALSE(ParseDue(text).ok()) << text;
  }
}

TEST(DeadlineTest, EachDayBegunCosts) {
  const Deadline deadline{.due = absl::FromUnixSeconds(1'000'000), .percent = 30};
  EXPECT_EQ(DaysLate(deadline, deadline.due), 0);
  EXPECT_EQ(DaysLate(deadline, deadline.due + absl::Seconds(1)), 1);
  EXPECT_EQ(DaysLate(deadline, deadline.due + absl::Hours(25)), 2);
  EXPECT_EQ(PointsLeft(deadline, 0, 10), 10);
  EXPECT_EQ(PointsLeft(deadline, 1, 10), 7);
  EXPECT_EQ(PointsLeft(deadline, 3, 10), 1);
  EXPECT_EQ(PointsLeft(deadline, 4, 10), 0);
  EXPECT_EQ(PointsLeft(deadline, 36'501, 10), 0);
}

TEST(DeadlineTest, WithoutOneNothingIsLate) {
  EXPECT_EQ(DaysLate({}, absl::Now()), 0);
  EXPECT_EQ(DaysLate({}, absl::InfinitePast()), 0);
}

}  // namespace
}  // namespace racelab
