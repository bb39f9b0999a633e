// Catalog: the labs that exist, found because their folders exist.
//
// **Thread safety**: plain values; the functions read the disk and keep nothing.
#ifndef RACELAB_CHECKER_LAB_CATALOG_H_
#define RACELAB_CHECKER_LAB_CATALOG_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/lab/manifest.h"

namespace racelab {

struct Lab {
  std::string id;                  // the folder's name: "01_lost_update", a variant "...@7"
  int number = 0;                  // 1
  std::filesystem::path folder;    // <root>/labs/01_lost_update
  std::filesystem::path solution;  // <root>/solutions/01_lost_update; may not exist
  Manifest manifest;
};

// An answer whose verdict is known, from the answer bank in solutions/NN_name/.
struct Answer {
  enum class Claim { kStarter, kSolution, kAccepted, kWrong };
  Claim claim = Claim::kSolution;
  std::string name;              // "starter", "solution", "accepted/striped", "wrong/volatile"
  std::filesystem::path folder;  // holds the manifest's edit files (missing ones: the lab's own)
  // For wrong answers, from "// expect: CHECK KIND" in line 1 of the first edit file found:
  std::string expect_check;  // "tsan", or "explore" when only the explorer can catch it
  std::string expect_kind;   // "data-race"
};

// The folder that holds labs/, checker/ and solutions/: $RACELAB_ROOT, or the nearest parent of
// the running program or of the current folder that has labs/kit. NotFound says what to do.
absl::StatusOr<std::filesystem::path> FindRoot();

// Every folder labs/NN_name, by number, variants (labs/NN_name@SEED) behind their lab. A lab whose
// manifest is broken is an error that names it.
absl::StatusOr<std::vector<Lab>> LoadCatalog(const std::filesystem::path& root);

// One lab by number ("1", "01"), id ("01_lost_update") or name ("lost_update"), each with "@SEED"
// behind it for a variant. NotFound lists close names. Other labs' broken manifests do not matter.
absl::StatusOr<Lab> FindLab(const std::filesystem::path& root, const std::string& which);

// The named ones, each as FindLab finds it; without names LoadCatalog.
absl::StatusOr<std::vector<Lab>> FindLabs(const std::filesystem::path& root,
                                          const std::vector<std::string>& names);

// "7" of "01_lost_update@7"; "" for a lab that is no variant.
std::string VariantOf(const std::string& id);

// Starter, solution, accepted/*, wrong/* of a lab, sorted by name within each claim.
absl::StatusOr<std::vector<Answer>> LoadAnswers(const Lab& lab);

// Fills expect_check and expect_kind of a wrong answer. InvalidArgument names the file whose first
// line does not read "// expect: CHECK KIND".
absl::Status ReadExpectation(const Lab& lab, Answer& answer);

}  // namespace racelab

#endif  // RACELAB_CHECKER_LAB_CATALOG_H_
