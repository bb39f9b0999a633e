// Report output: sends a report to every --report FORMAT[=PATH] target.
//
// **Thread safety**: for the main thread.
#ifndef RACELAB_CHECKER_CLI_REPORT_OUTPUT_H_
#define RACELAB_CHECKER_CLI_REPORT_OUTPUT_H_

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "checker/cli/parse.h"
#include "checker/lab/catalog.h"
#include "checker/report/formats.h"

namespace racelab {

// Reads lines of the lab's and the submission's own files for TerminalStyle::source_line; any other
// name ("../secret", as `#line` can put into debug information) has no lines.
std::function<std::string(const std::string&, int)> SourceReader(
    const Lab& lab, const std::filesystem::path& submission);

// Prints or writes each target. When none goes to stdout, the verdict's sentence goes to stderr.
// False: a file could not be written; a message was printed, and the verdict too.
// REQUIRES: the formats are of ReportFormats(), and of an exploration those that can tell of one.
bool WriteReports(Labs labs, const std::vector<ReportTarget>& targets, const TerminalStyle& style);
bool WriteReports(const Exploration& exploration, const std::vector<ReportTarget>& targets,
                  const TerminalStyle& style);

// One page or report to a file or a device; "-" is stdout.
absl::Status WriteTarget(const std::string& path, const std::string& text);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_REPORT_OUTPUT_H_
