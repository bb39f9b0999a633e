// racelab watch: finds the lab and watches it.
#include <unistd.h>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/watcher.h"
#include "checker/lab/catalog.h"

namespace racelab {

int RunWatch(const Options& options) {
  if (!isatty(STDIN_FILENO)) {
    Complain(absl::StrCat("watch needs a terminal for its keys; use racelab check ",
                          options.lab.empty() ? "NUMBER" : options.lab));
    return kExitUsage;
  }
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  const absl::StatusOr<std::vector<Lab>> labs = LoadCatalog(*root);
  if (!labs.ok()) return Fail(labs.status());
  if (labs->empty()) return Fail(absl::NotFoundError("there are no labs in " + root->string()));
  if (options.lab.empty()) return Watcher(*root, *labs).Run(nullptr);
  const absl::StatusOr<Lab> lab = FindLab(*root, options.lab);
  if (!lab.ok()) return Fail(lab.status());
  return Watcher(*root, *labs).Run(&*lab);
}

}  // namespace racelab
