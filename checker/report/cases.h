// Cases: the checks of one or several labs, and the words about them that several formats share.
//
// **Thread safety**: pure functions. Texts that they return are clean, as CleanText makes them.
#ifndef RACELAB_CHECKER_REPORT_CASES_H_
#define RACELAB_CHECKER_REPORT_CASES_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checker/result/exploration.h"
#include "checker/result/report.h"

namespace racelab {

// The labs of one submission, in order.
using Labs = std::span<const Report>;

// A finding with the check that found it.
struct Found {
  const CheckResult* check;
  const Finding* finding;
};

// In reading order: of failed checks first, then of inconclusive ones, then warnings.
std::vector<Found> FindingsInOrder(const Report& report);

// The first of them that is no warning.
std::optional<Found> FirstProblem(const Report& report);

// One check of one lab, for formats that have no labs. `report` lives in the labs.
struct Case {
  const Report* report;
  CheckResult check;
  std::string name;  // "01_lost_update/tsan": the same whatever other labs there are
};

// The report's checks. Where checking stopped before the end there is one more, inconclusive, or
// else a reader could take the part for the whole.
std::vector<CheckResult> ChecksOf(const Report& report);
std::vector<Case> CasesOf(Labs labs);

// Over all labs: any kFail is kFail, else any kInconclusive is kInconclusive.
Verdict TotalVerdict(Labs labs);
int TotalScore(Labs labs);
int TotalMaxScore(Labs labs);
double TotalSeconds(Labs labs);

// The sentence of each lab in a line of its own, without a newline at the end.
std::string Sentences(Labs labs);

// CleanText with newlines and tabs as spaces.
std::string OneLine(std::string_view bytes);

// "data race: Two threads use hits_ ...", or else the summary, in one line.
std::string Headline(const CheckResult& check);

// The summary and every finding as a student reads it in a fixed-width font, without raw evidence:
// at most `limit` bytes.
std::string FullText(const CheckResult& check, size_t limit = 16 << 10);

// What a student reads of it on a platform: of a submission that tried to get round the checks that
// it was not accepted, and nothing that would teach how to try better. The rest is for the
// instructor; on the student's own machine nothing is left out.
CheckResult StudentsView(CheckResult check);
std::vector<Report> StudentsView(Labs labs);

// Where a file of a finding lies below the repository's root: in the submission's folder if one was
// named, else in the lab's. "" for a name that leads out of there, as `#line` can make it.
std::string PathInRepository(const Report& report, const std::string& file);

// The exploration as a report with one check of no points.
Report AsReport(const Exploration& exploration);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_CASES_H_
