// Starter: puts the committed version of a lab's files back.
//
// **Thread safety**: works on files; for the main thread.
#ifndef RACELAB_CHECKER_CLI_STARTER_H_
#define RACELAB_CHECKER_CLI_STARTER_H_

#include <filesystem>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "checker/lab/catalog.h"

namespace racelab {

// The lab's edit files in git's HEAD, by name. Unavailable when git has no such files.
absl::StatusOr<std::map<std::string, std::string>> CommittedStarter(
    const std::filesystem::path& root, const Lab& lab);

// Replaces the lab's edit files by those of git's HEAD. The student's versions are kept beside
// them as FILE.before-reset. Unavailable when git has no such files: then nothing was changed.
absl::Status RestoreStarter(const std::filesystem::path& root, const Lab& lab);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_STARTER_H_
