// Writes roff.
#include "checker/cli/man_page.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace racelab {
namespace {

// Text that no character of is a command: "-" is the one that one types, "." begins no request.
std::string Roff(const std::string& text) {
  const std::string safe = absl::StrReplaceAll(text, {{"\\", "\\e"}, {"-", "\\-"}});
  return safe.rfind('.', 0) == 0 || safe.rfind('\'', 0) == 0 ? "\\&" + safe : safe;
}

std::string Bold(const std::string& text) { return absl::StrCat("\\fB", Roff(text), "\\fR"); }
std::string Italic(const std::string& text) { return absl::StrCat("\\fI", Roff(text), "\\fR"); }

std::string Positional(const OptionSpec& option) {
  const std::string name = Italic(option.name) + (option.repeatable ? " ..." : "");
  return option.required ? name : absl::StrCat("[", name, "]");
}

std::string CommandSection(const CommandSpec& command) {
  std::string line = Bold("racelab " + command.name), rows;
  if (command.name == "cc" || command.name == "c++") line += " " + Italic("ARGUMENT") + " ...";
  for (const OptionSpec& option : command.options) {
    if (option.positional) absl::StrAppend(&line, " ", Positional(option));
    if (option.name == "-h,--help") continue;
    const std::string name = option.positional ? Italic(option.name) : Bold(option.name);
    absl::StrAppend(&rows, ".TP\n", name,
                    option.positional || option.value.empty() ? "" : " " + Italic(option.value),
                    "\n", Roff(option.text), "\n");
  }
  return absl::StrCat(".SS ", command.name, "\n", line, "\n.PP\n", Roff(command.text), ".\n", rows);
}

constexpr char kManHead[] = R"(.SH NAME
racelab \- checks solutions of concurrency labs and explains what is wrong
.SH SYNOPSIS
\fBracelab\fR \fICOMMAND\fR [\fIARGUMENT\fR ...]
.SH DESCRIPTION
A lab is a small program that goes wrong when threads or processes meet.
You repair it; racelab says whether the repair is right, and where it is not.
Begin with \fBracelab check 1\fR, and go on with what it prints.
.PP
\fILAB\fR is a number (\fB1\fR), an id (\fB01_lost_update\fR) or a name (\fBlost_update\fR).
\fBracelab\fR \fICOMMAND\fR \fB\-\-help\fR prints the options of a command.
.SH COMMANDS
)";

constexpr char kManFoot[] = R"(.SH EXIT STATUS
.TP
0
passed, or nothing found
.TP
1
failed, or a failure was found
.TP
2
wrong usage, or a broken manifest
.TP
3
the checker or the machine failed, or it was interrupted
.TP
4
the submission tried to get round the checks
.SH ENVIRONMENT
.TP
\fBRACELAB_ROOT\fR
the folder with labs/, solutions/ and checker/
.TP
\fBRACELAB_COMPILER\fR
the compiler of \fBracelab cc\fR and \fBracelab c++\fR
.TP
\fBBROWSER\fR
what \fBracelab watch\fR opens a report with
.TP
\fBNO_COLOR\fR
set and not empty: no colour
.SH FILES
.TP
.I .racelab/
what is remembered of your work, in the folder with labs/; you may remove it
)";

}  // namespace

std::string ManPage(const std::vector<CommandSpec>& tree, const std::string& version) {
  std::string page = absl::StrCat(".TH RACELAB 1 \"\" \"racelab ", version, "\"\n", kManHead);
  for (const CommandSpec& command : tree) absl::StrAppend(&page, CommandSection(command));
  return page + kManFoot;
}

}  // namespace racelab
