// Dashboard: what a class's page shows, as plain data, and the page itself.
//
// **Thread safety**: plain values and pure functions.
#ifndef RACELAB_CHECKER_REPORT_DASHBOARD_H_
#define RACELAB_CHECKER_REPORT_DASHBOARD_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "checker/result/finding.h"

namespace racelab {

struct DashboardCell {
  std::string state;    // "handed in", "untouched", "missing"; "" when nothing is known yet
  std::string verdict;  // "pass", "fail", "inconclusive"
  int points = 0, max_points = 0, days_late = 0;
};

// **Invariants**: as many cells as the dashboard has labs, in their order.
struct DashboardStudent {
  std::string name;
  std::string problem;  // why nothing could be graded; or ""
  std::vector<DashboardCell> cells;
};

// A kind of finding that students have in a lab, and the example that is easiest to read.
struct DashboardFinding {
  std::string kind;
  int students = 0;
  std::string student;     // whose the example is
  std::string check_kind;  // which found it
  Finding example;
};

struct DashboardLab {
  std::string id, title;
  int max_points = 0, handed_in = 0, passed = 0;
  std::vector<DashboardFinding> findings;  // since Dashboard::since; most common first
};

// A grading that took long, or came to no verdict.
struct DashboardRun {
  std::string student, lab, verdict;
  double seconds = 0;   // 0: not known
  double usual = 0;     // seconds, the median of the lab
  std::string message;  // of an inconclusive one: why
};

// Two students whose texts for a lab are alike.
struct DashboardPair {
  std::string lab, a, b;
  double share = 0;  // of the fingerprints of the shorter one
  std::vector<std::string> lines_a,
      lines_b;  // "ledger.cc:12-30", each like the other's at its place
};

struct Dashboard {
  std::string name;  // of the class
  absl::Time now = absl::UnixEpoch();
  absl::Time since = absl::UnixEpoch();
  absl::TimeZone zone = absl::UTCTimeZone();
  bool grading = false;                    // goes on
  int done = 0, students = 0;              // of the last grading
  absl::Time last = absl::InfinitePast();  // the newest result
  std::vector<DashboardLab> labs;
  std::vector<DashboardStudent> rows;
  std::vector<DashboardRun> runs;
  std::vector<DashboardPair> pairs;
};

// One HTML page without anything from elsewhere. It can be read without its script, which sorts and
// filters. `version` is not empty for a page that a server shows: it then asks the server, at
// "version" beside it, whether this is still the version, and takes the new page when it is not.
std::string FormatDashboard(const Dashboard& dashboard, const std::string& version);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_DASHBOARD_H_
