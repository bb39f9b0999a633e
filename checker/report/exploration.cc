// What an exploration concluded, for a terminal.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "checker/base/text.h"
#include "checker/report/explain.h"
#include "checker/report/page.h"
#include "checker/report/report_format.h"

namespace racelab {
namespace {

std::string Many(uint64_t number, const char* what) {
  return absl::StrCat(WithThousands(number), " ", what, number == 1 ? "" : "s");
}

std::string Failing(const Exploration& exploration) {
  if (exploration.failing == 0) return "none failing";
  const double share = 100.0 * static_cast<double>(exploration.failing) /
                       static_cast<double>(exploration.executions);
  return absl::StrFormat("%s failing (%.*f %%), the first was number %s",
                         WithThousands(exploration.failing), share < 1 ? 2 : 0, share,
                         WithThousands(exploration.first_failure));
}

std::string ParallelismSentence(const WorkAndSpan& measured) {
  std::string text =
      absl::StrFormat("Parallelism %.2f: work %s, longest chain %s", measured.Parallelism(),
                      WithThousands(measured.work), WithThousands(measured.span));
  if (measured.waited > 0) {
    absl::StrAppend(&text, "; waited for locks ", WithThousands(measured.waited));
  }
  if (measured.where.line > 0) {
    absl::StrAppend(&text, ", longest at ", measured.where.file, ":", measured.where.line);
  }
  return text + ". Counted in accesses and operations, with a processor for each thread.";
}

}  // namespace

std::string Statistics(const Exploration& exploration) {
  std::string text = absl::StrCat(
      Many(exploration.executions, "execution"), " with ",
      Many(exploration.distinct, "distinct schedule"), ", ", Failing(exploration), "; ",
      WithThousands(static_cast<uint64_t>(exploration.ExecutionsPerSecond())),
      " executions a second; strategy ", exploration.strategy, ", seed ", exploration.seed, ".");
  if (exploration.cut_short) {
    absl::StrAppend(&text,
                    " The search ended early, because the executions are long; a larger "
                    "--executions goes on.");
  }
  if (exploration.unfinished > 0) {
    absl::StrAppend(&text, " ", Many(exploration.unfinished, "execution"),
                    " did not come to an end.");
  }
  if (exploration.unconfirmed > 0) {
    absl::StrAppend(&text, " ", Many(exploration.unconfirmed, "failure"),
                    " did not come again when the schedule was repeated.");
  }
  return text;
}

std::string VerdictSentence(const Exploration& exploration) {
  const std::string start = exploration.program + ": ";
  switch (exploration.verdict) {
    case Verdict::kFail:
      return absl::StrCat(start, KindTitle(exploration.findings.front().kind), " found.");
    case Verdict::kPass:
      return absl::StrCat(
          start, "no failure found; ",
          exploration.exhausted.empty() ? "not every schedule was tried" : exploration.exhausted,
          ".");
    default: return absl::StrCat(start, "no verdict: ", exploration.reason, ".");
  }
}

std::string FormatTerminal(const Exploration& exploration, const TerminalStyle& style) {
  Page page(style);
  const bool passed = exploration.verdict == Verdict::kPass;
  page.Paragraph(VerdictSentence(exploration), 0, passed ? kGreen : kBold);
  page.Paragraph(Statistics(exploration), 0);
  if (exploration.parallelism) page.Paragraph(ParallelismSentence(*exploration.parallelism), 0);
  std::string text = page.text();
  if (!exploration.findings.empty()) {
    CheckResult check{.name = "explore", .kind = "explore", .verdict = Verdict::kFail};
    check.findings = exploration.findings;
    text += FormatFindings(check, style);
  }
  return text;
}

}  // namespace racelab
