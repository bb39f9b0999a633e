// Reads standings from the last reports.
#include "checker/cli/standing.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace racelab {

Standing StandingOf(const std::optional<Report>& report) {
  if (!report) return {};
  const std::string points = absl::StrCat(Score(*report), "/", MaxScore(*report));
  switch (ReportVerdict(*report)) {
    case Verdict::kPass:
      return {report->quick ? "quick pass" : "passed", "32", points, !report->quick};
    case Verdict::kFail: return {"failing", "31", points};
    default: return {"undecided", "33", points};
  }
}

std::vector<PathLab> PathOf(const std::vector<Lab>& labs, const State& state) {
  std::vector<PathLab> path;
  for (const Lab& lab : labs) path.push_back({lab, StandingOf(state.LastReport(lab.id))});
  return path;
}

size_t CountPassed(const std::vector<PathLab>& path) {
  return static_cast<size_t>(
      std::ranges::count_if(path, [](const PathLab& at) { return at.standing.passed; }));
}

const Lab* NextOpen(const std::vector<PathLab>& path, const std::string& id) {
  const auto here = std::ranges::find(path, id, [](const PathLab& at) { return at.lab.id; });
  const size_t start = here == path.end() ? 0 : static_cast<size_t>(here - path.begin()) + 1;
  for (size_t i = 0; i < path.size(); ++i) {
    const PathLab& at = path[(start + i) % path.size()];
    if (!at.standing.passed && at.lab.id != id) return &at.lab;
  }
  return nullptr;
}

std::string NumberOf(const Lab& lab) {
  const std::string variant = VariantOf(lab.id);
  return absl::StrFormat("%02d%s", lab.number, variant.empty() ? "" : "@" + variant);
}

}  // namespace racelab
