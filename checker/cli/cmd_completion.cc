// racelab completion and racelab man: what is generated from the tree of commands.
#include "checker/cli/command.h"
#include "checker/cli/completion.h"
#include "checker/cli/console.h"
#include "checker/cli/man_page.h"
#include "checker/lab/catalog.h"

namespace racelab {

int RunCompletion(const Options& options) {
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  Print(CompletionScript(options.shell, CommandTree(), root->string()));
  return kExitPassed;
}

int RunMan(const Options&) {
  Print(ManPage(CommandTree(), RACELAB_VERSION));
  return kExitPassed;
}

}  // namespace racelab
