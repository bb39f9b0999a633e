// Picks the next hint and remembers it.
#include "checker/cli/hint_ladder.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/base/text.h"
#include "checker/cli/console.h"
#include "checker/cli/state.h"
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

}  // namespace

absl::StatusOr<ShownHint> NextHint(const std::filesystem::path& root, const Lab& lab, bool reset) {
  const absl::StatusOr<std::string> text = ReadFile(lab.folder / "hints.md");
  if (!text.ok()) return text.status();
  const absl::StatusOr<std::vector<Hint>> hints =
      ParseHints(*text, absl::StrCat("labs/", lab.id, "/hints.md"));
  if (!hints.ok()) return hints.status();

  const State state(root);
  const std::optional<Report> report = state.LastReport(lab.id);
  const int last = static_cast<int>(HintRungs().size()) - 1;
  const int rung = reset ? 0 : std::min(state.HintsShown(lab.id), last);
  ShownHint hint;
  hint.text = absl::StrCat("Hint ", rung + 1, " of ", last + 1, ", ", HintRungs()[rung], "\n\n",
                           CleanText(PickHint(*hints, rung, FindingKinds(report))), "\n");
  hint.last = rung == last;
  hint.passed = report && ReportVerdict(*report) == Verdict::kPass;
  const absl::Status saved = state.SaveHintsShown(lab.id, rung + 1);
  if (!saved.ok()) {
    Complain(absl::StrCat("the next hint will be this one again: ", saved.message()));
  }
  return hint;
}

}  // namespace racelab
