// racelab hint: one more rung of a lab's ladder of hints each time it is asked.
#include <unistd.h>

#include <algorithm>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/base/text.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/state.h"
#include "checker/lab/catalog.h"
#include "checker/lab/hints.h"

namespace racelab {
namespace {

// The failure that the report explains first: a hint for another one would only confuse.
std::vector<std::string> FindingKinds(const std::optional<Report>& report) {
  if (!report) return {};
  for (const CheckResult& check : report->checks) {
    if (check.verdict != Verdict::kFail || check.findings.empty()) continue;
    return {check.findings[0].kind};
  }
  return {};
}

std::string HintPage(const Lab& lab, const std::vector<Hint>& hints, int rung,
                     const std::vector<std::string>& kinds) {
  const int rungs = static_cast<int>(HintRungs().size());
  std::string page = absl::StrCat("Hint ", rung + 1, " of ", rungs, ", ", HintRungs()[rung], "\n\n",
                                  CleanText(PickHint(hints, rung, kinds)), "\n\n");
  if (rung + 1 < rungs) {
    absl::StrAppend(&page, "One more: ./racelab hint ", lab.number, "\n");
  } else {
    absl::StrAppend(&page, "That was the last one. From the start: ./racelab hint ", lab.number,
                    " --reset\n");
  }
  return page;
}

}  // namespace

int RunHint(const Options& options) {
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  const absl::StatusOr<Lab> lab = FindLab(*root, options.lab);
  if (!lab.ok()) return Fail(lab.status());
  const std::string name = absl::StrCat("labs/", lab->id, "/hints.md");
  const absl::StatusOr<std::string> text = ReadFile(lab->folder / "hints.md");
  if (!text.ok()) return Fail(text.status());
  const absl::StatusOr<std::vector<Hint>> hints = ParseHints(*text, name);
  if (!hints.ok()) return Fail(hints.status());

  const State state(*root);
  const std::optional<Report> report = state.LastReport(lab->id);
  if (report && ReportVerdict(*report) == Verdict::kPass && !options.reset) {
    Print("Your last check of this lab passed; the hints are below all the same.\n\n");
  }
  const int last = static_cast<int>(HintRungs().size()) - 1;
  const int rung = options.reset ? 0 : std::min(state.HintsShown(lab->id), last);
  Print(HintPage(*lab, *hints, rung, FindingKinds(report)));
  const absl::Status saved = state.SaveHintsShown(lab->id, rung + 1);
  if (!saved.ok())
    Complain(absl::StrCat("the next hint will be this one again: ", saved.message()));
  return kExitPassed;
}

}  // namespace racelab
