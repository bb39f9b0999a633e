// racelab list: the path of labs, and how far the student is.
#include <unistd.h>

#include <algorithm>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "checker/base/text.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/standing.h"

namespace racelab {
namespace {

std::string Row(const PathLab& at, size_t title_width, bool color) {
  std::string state = absl::StrFormat("%-10s", at.standing.word);
  if (color && *at.standing.color)
    state = absl::StrCat("\033[", at.standing.color, "m", state, "\033[0m");
  return absl::StrFormat("%s  %-*s  %s  %7s  %s\n", NumberOf(at.lab), static_cast<int>(title_width),
                         CleanText(at.lab.manifest.title), state, at.standing.points,
                         CleanText(at.lab.manifest.bug));
}

}  // namespace

int RunList(const Options&) {
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  const absl::StatusOr<std::vector<Lab>> labs = LoadCatalog(*root);
  if (!labs.ok()) return Fail(labs.status());
  if (labs->empty()) return Fail(absl::NotFoundError("there are no labs in " + root->string()));
  const bool color = StyleOf(STDOUT_FILENO).color;
  const std::vector<PathLab> path = PathOf(*labs, State(*root));
  size_t width = 0;
  for (const Lab& lab : *labs) width = std::max(width, lab.manifest.title.size());
  for (const PathLab& at : path) Print(Row(at, width, color));
  Print(absl::StrCat("\n", CountPassed(path), " of ", path.size(), " passed."));
  if (CountPassed(path) < path.size()) Print(" Grade one with ./racelab check NUMBER.");
  Print("\n");
  return kExitPassed;
}

}  // namespace racelab
