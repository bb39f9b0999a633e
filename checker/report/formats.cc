// The table of formats, and the two of them that are only a row of single reports.
#include "checker/report/formats.h"

#include "absl/strings/str_cat.h"

namespace racelab {
namespace {

using OfLabs = std::string (*)(Labs);

template <OfLabs kFormat>
std::string Plain(Labs labs, const TerminalStyle&) {
  return kFormat(labs);
}

// Of the formats that platforms show to students.
template <OfLabs kFormat>
std::string ForStudents(Labs labs, const TerminalStyle&) {
  return kFormat(StudentsView(labs));
}

template <OfLabs kFormat>
std::string Explored(const Exploration& exploration, const TerminalStyle&) {
  const Report report = AsReport(exploration);
  return kFormat({&report, 1});
}

std::string ExploredJson(const Exploration& exploration, const TerminalStyle&) {
  return FormatJson(exploration);
}

constexpr ReportFormat kFormats[] = {
    {"terminal", "a person, at a terminal or in a text file", FormatTerminal, FormatTerminal},
    {"lines", "editors: file:line: error: message, for problem matchers", Plain<FormatLines>,
     Explored<FormatLines>},
    {"json", "programs: everything there is to know", Plain<FormatJson>, ExploredJson},
    {"html", "a person, in a browser: one page that needs nothing else", FormatHtml, FormatHtml},
    {"player", "a person, in a browser: watch the interleaving step by step", Plain<FormatPlayer>,
     Explored<FormatPlayer>},
    {"junit", "GitLab, Jenkins and most CI systems: JUnit XML", ForStudents<FormatJunit>, nullptr},
    {"sarif", "code scanning and editors: SARIF 2.1.0, with the steps of each thread",
     ForStudents<FormatSarif>, Explored<FormatSarif>},
    {"github", "GitHub Actions and GitHub Classroom: annotations and the autograder's result",
     ForStudents<FormatGithub>, nullptr},
    {"classroom50", "Classroom 50: the checks and scores of result.json",
     ForStudents<FormatClassroom50>, nullptr},
    {"gradescope", "Gradescope: results.json", Plain<FormatGradescope>, nullptr},
    {"prairielearn", "PrairieLearn: results.json of an external grader",
     ForStudents<FormatPrairieLearn>, nullptr},
    {"autolab", "Autolab: the last two lines of an autograder", ForStudents<FormatAutolab>,
     nullptr},
    {"check50", "tools that read the JSON of check50", ForStudents<FormatCheck50>, nullptr},
    {"chrome-trace", "Perfetto and chrome://tracing: the interleaving on a time line",
     Plain<FormatChromeTrace>, Explored<FormatChromeTrace>},
};

}  // namespace

std::span<const ReportFormat> ReportFormats() { return kFormats; }

const ReportFormat* FindReportFormat(std::string_view name) {
  for (const ReportFormat& format : kFormats) {
    if (name == format.name) return &format;
  }
  return nullptr;
}

std::vector<std::string> ReportFormatNames(bool of_explorations) {
  std::vector<std::string> names;
  for (const ReportFormat& format : kFormats) {
    if (!of_explorations || format.exploration != nullptr) names.emplace_back(format.name);
  }
  return names;
}

std::string FormatTerminal(Labs labs, const TerminalStyle& style) {
  std::string text;
  for (const Report& report : labs) {
    absl::StrAppend(&text, text.empty() ? "" : "\n", FormatTerminal(report, style));
  }
  return text;
}

}  // namespace racelab
