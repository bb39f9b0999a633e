// Submission: what one student handed in, and where in it the work for each lab lies.
//
// **Thread safety**: plain values; the functions read the disk and keep nothing.
#ifndef RACELAB_CHECKER_CLASSROOM_SUBMISSION_H_
#define RACELAB_CHECKER_CLASSROOM_SUBMISSION_H_

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "checker/base/files.h"
#include "checker/lab/catalog.h"

namespace racelab {

// **Invariants**: `folder` exists as long as `unpacked` does, which is set for an archive.
struct Submission {
  std::string name;              // "ada" of ada.zip; of a folder its name
  std::filesystem::path folder;  // with the student's files
  std::optional<TempDir> unpacked;
};

// "ada" of "class/ada.tar.gz"; of a folder its name. May hold any byte.
std::string StudentOf(const std::filesystem::path& path);

// A folder or an archive, as UnpackArchive takes it. NotFound, InvalidArgument (neither), or what
// UnpackArchive says.
absl::StatusOr<Submission> OpenSubmission(const std::filesystem::path& path);

// What a student made of one lab.
struct LabWork {
  enum class State {
    kHandedIn,
    kUntouched,  // every file is the starter's, byte for byte
    kMissing,    // nothing for this lab was handed in
  };
  const Lab* lab = nullptr;
  State state = State::kMissing;
  std::filesystem::path folder;               // with the files; empty when missing
  absl::Time changed = absl::InfinitePast();  // the newest of the files
};

// "handed in", "untouched", "missing", as results and the gradebook have it; nullopt: no such word.
const char* StateName(LabWork::State state);
std::optional<LabWork::State> StateNamed(const std::string& name);

// One for each of `labs`, which must outlive the result. The work for 01_lost_update is looked for
// in labs/01_lost_update, 01_lost_update, lost_update, 01, 1, lab01 and lab1, and in the folder
// itself when it holds all files that the lab lets a student edit and no other of `labs` lets edit
// one of that name. A folder that holds nothing but one other folder is looked through.
std::vector<LabWork> FindWork(const std::filesystem::path& folder, const std::vector<Lab>& labs);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_SUBMISSION_H_
