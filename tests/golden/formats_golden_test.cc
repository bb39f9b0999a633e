// Golden tests of the formats for other programs: each format of the table, for each sample.
#include <gtest/gtest.h>

#include <vector>

#include "checker/report/formats.h"
#include "tests/golden/approved.h"
#include "tests/support/sample_interleavings.h"
#include "tests/support/sample_reports.h"

namespace racelab {
namespace {

std::string LineOfHits(const std::string& file, int line) {
  return file == "hits.cc" && line == 12 ? "  void Hit() { hits_++; }" : "";
}

// Those that have golden tests of their own.
bool IsElsewhere(const std::string& name) {
  return name == "terminal" || name == "json" || name == "player";
}

// The files are named SAMPLE.FORMAT; check_formats.py reads them.
void ExpectFormats(const std::string& sample, const std::vector<Report>& labs) {
  for (const ReportFormat& format : ReportFormats()) {
    const std::string name = format.name;
    if (IsElsewhere(name)) continue;
    ExpectApproved(sample + "." + name, format.labs(labs, {.source_line = LineOfHits}), "formats");
  }
}

TEST(FormatsGoldenTest, TwoLabs) {
  ExpectFormats("two_labs", {FailingReport(), IntegrityReport()});
}

TEST(FormatsGoldenTest, Steps) { ExpectFormats("steps", {ExploredReport(LostWakeupWithSteps())}); }

TEST(FormatsGoldenTest, Passing) { ExpectFormats("pass", {PassingReport()}); }

TEST(FormatsGoldenTest, Inconclusive) { ExpectFormats("inconclusive", {InconclusiveReport()}); }

TEST(FormatsGoldenTest, Interrupted) {
  Report report = PassingReport();
  report.checks.resize(1);
  report.complete = false;
  ExpectFormats("interrupted", {report});
}

TEST(FormatsGoldenTest, Hostile) { ExpectFormats("hostile", {HostileFormatsReport()}); }

TEST(FormatsGoldenTest, AnExploration) {
  Exploration exploration{.program = "./bank", .verdict = Verdict::kFail, .strategy = "portfolio"};
  exploration.executions = 2000;
  exploration.distinct = 1700;
  exploration.failing = 1;
  exploration.first_failure = 12;
  exploration.seconds = 2;
  exploration.findings = ExploredReport(RaceWithSteps()).checks[1].findings;
  for (const ReportFormat& format : ReportFormats()) {
    const std::string name = format.name;
    if (format.exploration == nullptr || IsElsewhere(name)) continue;
    ExpectApproved("exploration." + name, format.exploration(exploration, {}), "formats");
  }
}

}  // namespace
}  // namespace racelab
