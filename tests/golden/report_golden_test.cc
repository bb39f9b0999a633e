// Golden tests of whole reports, on a terminal, in a pipe and as JSON.
#include <gtest/gtest.h>

#include "checker/report/report_format.h"
#include "tests/golden/approved.h"
#include "tests/support/sample_reports.h"

namespace racelab {
namespace {

std::string SourceLine(const std::string& file, int line) {
  if (file != "hits.cc") return "";
  return line == 12 ? "  void Hit() { hits_++; }" : line == 17 ? "\treturn hits_;" : "";
}

TerminalStyle Pipe() {
  TerminalStyle style;
  style.source_line = SourceLine;
  return style;
}

TerminalStyle Terminal() {
  TerminalStyle style = Pipe();
  style.color = true;
  style.unicode = true;
  style.width = 100;
  return style;
}

TerminalStyle All(TerminalStyle style) {
  style.all = true;
  return style;
}

TEST(GoldenTest, Passing) {
  ExpectApproved("pass.pipe.txt", FormatTerminal(PassingReport(), Pipe()));
  ExpectApproved("pass.terminal.txt", FormatTerminal(PassingReport(), Terminal()));
  ExpectApproved("pass.json", FormatJson(PassingReport()));
}

TEST(GoldenTest, Failing) {
  ExpectApproved("fail.pipe.txt", FormatTerminal(FailingReport(), Pipe()));
  ExpectApproved("fail.terminal.txt", FormatTerminal(FailingReport(), Terminal()));
  ExpectApproved("fail.all.txt", FormatTerminal(FailingReport(), All(Pipe())));
  ExpectApproved("fail.json", FormatJson(FailingReport()));
}

TEST(GoldenTest, UnicodeWithoutColor) {
  TerminalStyle style = Terminal();
  style.color = false;
  style.width = 60;
  ExpectApproved("fail.narrow.txt", FormatTerminal(FailingReport(), style));
}

TEST(GoldenTest, Inconclusive) {
  ExpectApproved("inconclusive.pipe.txt", FormatTerminal(InconclusiveReport(), Pipe()));
  ExpectApproved("inconclusive.json", FormatJson(InconclusiveReport()));
}

TEST(GoldenTest, Interrupted) {
  Report report = PassingReport();
  report.checks.resize(1);
  report.complete = false;
  ExpectApproved("interrupted.pipe.txt", FormatTerminal(report, Pipe()));
  ExpectApproved("interrupted.json", FormatJson(report));
}

TEST(GoldenTest, HostileText) {
  ExpectApproved("hostile.pipe.txt", FormatTerminal(HostileReport(), All(Pipe())));
  ExpectApproved("hostile.terminal.txt", FormatTerminal(HostileReport(), All(Terminal())));
  ExpectApproved("hostile.json", FormatJson(HostileReport()));
}

}  // namespace
}  // namespace racelab
