// racelab list: the path of labs, and how far the student is.
#include <unistd.h>

#include <algorithm>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "checker/base/text.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/state.h"
#include "checker/lab/catalog.h"

namespace racelab {
namespace {

struct Standing {
  const char* word;
  const char* color;  // SGR parameter; "" for none
  std::string points;
};

Standing StandingOf(const std::optional<Report>& report) {
  if (!report) return {"open", "", ""};
  const std::string points = absl::StrCat(Score(*report), "/", MaxScore(*report));
  switch (ReportVerdict(*report)) {
    case Verdict::kPass: return {report->quick ? "quick pass" : "passed", "32", points};
    case Verdict::kFail: return {"failing", "31", points};
    default: return {"undecided", "33", points};
  }
}

// "05", of a variant "05@7".
std::string NumberOf(const Lab& lab) {
  const std::string variant = VariantOf(lab.id);
  return absl::StrFormat("%02d%s", lab.number, variant.empty() ? "" : "@" + variant);
}

std::string Row(const Lab& lab, const Standing& standing, size_t title_width, bool color) {
  std::string state = absl::StrFormat("%-10s", standing.word);
  if (color && *standing.color)
    state = absl::StrCat("\033[", standing.color, "m", state, "\033[0m");
  return absl::StrFormat("%s  %-*s  %s  %7s  %s\n", NumberOf(lab), static_cast<int>(title_width),
                         CleanText(lab.manifest.title), state, standing.points,
                         CleanText(lab.manifest.bug));
}

}  // namespace

int RunList(const Options&) {
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  const absl::StatusOr<std::vector<Lab>> labs = LoadCatalog(*root);
  if (!labs.ok()) return Fail(labs.status());
  if (labs->empty()) return Fail(absl::NotFoundError("there are no labs in " + root->string()));
  const bool color = StyleOf(STDOUT_FILENO).color;
  const State state(*root);
  size_t width = 0, passed = 0;
  for (const Lab& lab : *labs) width = std::max(width, lab.manifest.title.size());
  for (const Lab& lab : *labs) {
    const std::optional<Report> report = state.LastReport(lab.id);
    passed += report && !report->quick && ReportVerdict(*report) == Verdict::kPass;
    Print(Row(lab, StandingOf(report), width, color));
  }
  Print(absl::StrCat("\n", passed, " of ", labs->size(), " passed."));
  if (passed < labs->size()) Print(" Grade one with ./racelab check NUMBER.");
  Print("\n");
  return kExitPassed;
}

}  // namespace racelab
