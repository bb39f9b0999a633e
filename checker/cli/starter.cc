// Restoring the starter through `git show`.
#include "checker/cli/starter.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"

namespace racelab {
namespace {

absl::StatusOr<std::string> CommittedFile(const std::filesystem::path& root, const Lab& lab,
                                          const std::string& file) {
  Command command;
  command.argv = {"git", "show", absl::StrCat("HEAD:./labs/", lab.id, "/", file)};
  command.directory = root;
  const absl::StatusOr<CommandResult> shown = RunCommand(command);
  if (!shown.ok()) {
    return absl::UnavailableError(
        absl::StrCat("the starter cannot be restored without git: ", shown.status().message()));
  }
  if (shown->Ok()) return shown->out;
  const std::vector<std::string> lines = absl::StrSplit(shown->err, '\n');
  return absl::UnavailableError(
      absl::StrCat("git has no committed ", file, ", so nothing was changed: ", lines[0]));
}

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> CommittedStarter(
    const std::filesystem::path& root, const Lab& lab) {
  std::map<std::string, std::string> starter;
  for (const std::string& file : lab.manifest.edit) {
    const absl::StatusOr<std::string> text = CommittedFile(root, lab, file);
    if (!text.ok()) return text.status();
    starter[file] = *text;
  }
  return starter;
}

absl::Status RestoreStarter(const std::filesystem::path& root, const Lab& lab) {
  const auto starter = CommittedStarter(root, lab);
  if (!starter.ok()) return starter.status();
  for (const auto& [file, text] : *starter) {
    const std::filesystem::path path = lab.folder / file;
    const absl::StatusOr<std::string> own = ReadFile(path);
    if (own.ok() && *own == text) continue;
    if (own.ok()) {
      const absl::Status kept = WriteFile(path.string() + ".before-reset", *own);
      if (!kept.ok()) return kept;
    } else if (!absl::IsNotFound(own.status())) {
      return own.status();  // what cannot be kept is not replaced
    }
    const absl::Status restored = WriteFile(path, text);
    if (!restored.ok()) return restored;
  }
  return absl::OkStatus();
}

}  // namespace racelab
