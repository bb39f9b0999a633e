// ResultStore: graded labs as files, so that grading can be interrupted, shared and repeated.
//
// A result lies in OUT/results/STUDENT/LAB.json. Nothing in it depends on when or how fast it was
// made, so two machines that grade the same files write the same bytes as far as the checks do.
//
// **Thread safety**: functions keep nothing. A file is replaced as a whole: a reader sees the old
// or the new one.
#ifndef RACELAB_CHECKER_CLASSROOM_RESULT_STORE_H_
#define RACELAB_CHECKER_CLASSROOM_RESULT_STORE_H_

#include <filesystem>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "checker/classroom/grade.h"

namespace racelab {

struct StoredResult {
  std::string key;  // of everything that the report depends on
  GradedLab graded;
};

// Hash of the labs' kit, the runtime, the harness and the running program: what a verdict depends
// on besides the lab, the answer, the compiler and the seed. Unavailable: a file cannot be read.
absl::StatusOr<std::string> CheckerFingerprint(const std::filesystem::path& root);

// The key of a lab's work. `checker` is the CheckerFingerprint.
std::string KeyOf(const SubmissionRequest& request, const LabWork& work,
                  const std::string& checker);

// nullopt: there is none, or it is damaged.
std::optional<StoredResult> LoadResult(const std::filesystem::path& out, const std::string& student,
                                       const std::string& lab);
absl::Status SaveResult(const std::filesystem::path& out, const std::string& student,
                        const StoredResult& result);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_RESULT_STORE_H_
