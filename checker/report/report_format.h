// Report formats: each turns a Report into text; none of them concludes anything.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_REPORT_REPORT_FORMAT_H_
#define RACELAB_CHECKER_REPORT_REPORT_FORMAT_H_

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "checker/result/exploration.h"
#include "checker/result/report.h"

namespace racelab {

struct TerminalStyle {
  bool color = false;    // a terminal, and NO_COLOR is not set
  bool unicode = false;  // the locale is UTF-8
  int width = 80;
  bool all = false;                   // every finding, not only the first failure
  const char* how_all = "add --all";  // what a reader does to see them
  // The text of a line of the submission, to show it below its location; "" when there is none.
  // Null: no source lines are shown.
  std::function<std::string(const std::string& file, int line)> source_line;
};

// "01 Lost update: 4 of 10 points. Not right yet: tsan failed." One line, no newline.
std::string VerdictSentence(const Report& report);

// What a student reads: checks with points, then the first failure explained, then the command
// that repeats it.
std::string FormatTerminal(const Report& report, const TerminalStyle& style);

// The findings of one check as FormatTerminal shows them, with the command that repeats the first.
// REQUIRES: it has some.
std::string FormatFindings(const CheckResult& check, const TerminalStyle& style);

// "./prog: failed in 12 of 2,000 executions: deadlock." One line, no newline.
std::string VerdictSentence(const Exploration& exploration);

// What was done, and what is known for sure; never more. One paragraph, no newline.
std::string Statistics(const Exploration& exploration);

// The sentence, the statistics, and what was found.
std::string FormatTerminal(const Exploration& exploration, const TerminalStyle& style);

// The JSON of docs/reference/exploration.schema.json, one object, ended by a newline.
std::string FormatJson(const Exploration& exploration);

// The JSON of docs/reference/report.schema.json, one object, ended by a newline.
std::string FormatJson(const Report& report);

// One finding, as it stands in these.
std::string FormatJson(const Finding& finding);

// Reads back what FormatJson wrote. InvalidArgument when it is something else.
absl::StatusOr<Report> ReportFromJson(std::string_view json);
absl::StatusOr<Finding> ParseFinding(std::string_view json);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_REPORT_FORMAT_H_
