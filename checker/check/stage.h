// Stage: a fresh folder with a lab's given files and a submission laid over them.
//
// **Thread safety**: a Stage belongs to one grading.
#ifndef RACELAB_CHECKER_CHECK_STAGE_H_
#define RACELAB_CHECKER_CHECK_STAGE_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/base/files.h"
#include "checker/lab/catalog.h"
#include "checker/result/finding.h"
#include "checker/toolchain/build.h"

namespace racelab {

// **Invariants**: only the files that the manifest lists under `edit` come from the submission;
// everything else comes from the lab, so tests and manifests cannot be replaced.
struct Stage {
  TempDir folder;
  BuildInput input;
  std::vector<Finding>
      problems;  // with the submission: a missing file, a link, a folder, too large
};

// `submission` empty: the lab's own files. `fill_missing` as in GradeRequest. NotFound or
// Unavailable when the lab itself cannot be read or the disk is full.
absl::StatusOr<Stage> MakeStage(const std::filesystem::path& root, const Lab& lab,
                                const std::filesystem::path& submission, bool fill_missing);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_STAGE_H_
