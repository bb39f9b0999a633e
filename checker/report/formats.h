// Formats: the table of the report formats. Nothing else knows their names.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_REPORT_FORMATS_H_
#define RACELAB_CHECKER_REPORT_FORMATS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/cases.h"
#include "checker/report/report_format.h"

namespace racelab {

struct ReportFormat {
  const char* name;    // in --report NAME[=PATH]
  const char* reader;  // who reads it: the line of docs/reference/reports.md
  std::string (*labs)(Labs, const TerminalStyle&);
  // Null: the format is for grades, which an exploration does not give.
  std::string (*exploration)(const Exploration&, const TerminalStyle&);
};

std::span<const ReportFormat> ReportFormats();

// Null when there is none of this name.
const ReportFormat* FindReportFormat(std::string_view name);

// All of them, or those that can also tell of an exploration.
std::vector<std::string> ReportFormatNames(bool of_explorations);

// One function for each format, in a file of its own. What is left out is in
// docs/reference/reports.md.
std::string FormatTerminal(Labs labs, const TerminalStyle& style);
std::string FormatLines(Labs labs);
std::string FormatJson(Labs labs);
std::string FormatJunit(Labs labs);
std::string FormatSarif(Labs labs);
std::string FormatGradescope(Labs labs);
std::string FormatClassroom50(Labs labs);
std::string FormatGithub(Labs labs);
std::string FormatPrairieLearn(Labs labs);
std::string FormatAutolab(Labs labs);
std::string FormatCheck50(Labs labs);
std::string FormatChromeTrace(Labs labs);
std::string FormatPlayer(Labs labs);
std::string FormatHtml(Labs labs, const TerminalStyle& style);
std::string FormatHtml(const Exploration& exploration, const TerminalStyle& style);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_FORMATS_H_
