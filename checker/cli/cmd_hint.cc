// racelab hint: one more rung of a lab's ladder of hints each time it is asked.
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/hint_ladder.h"
#include "checker/lab/catalog.h"

namespace racelab {

int RunHint(const Options& options) {
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  const absl::StatusOr<Lab> lab = FindLab(*root, options.lab);
  if (!lab.ok()) return Fail(lab.status());
  const absl::StatusOr<ShownHint> hint = NextHint(*root, *lab, options.reset);
  if (!hint.ok()) return Fail(hint.status());
  if (hint->passed && !options.reset) {
    Print("Your last check of this lab passed; the hints are below all the same.\n\n");
  }
  Print(absl::StrCat(hint->text, "\n",
                     hint->last ? "That was the last one. From the start: " : "One more: ",
                     "./racelab hint ", lab->number, hint->last ? " --reset\n" : "\n"));
  return kExitPassed;
}

}  // namespace racelab
