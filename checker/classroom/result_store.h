// ResultStore: graded labs as files, so that grading can be interrupted, shared and repeated.
//
// A result is two files. OUT/results/STUDENT/LAB.json is the grade: state, points, verdicts, and
// what was found in a way that repeats. Machines that grade the same files write the same bytes.
// OUT/evidence/STUDENT/LAB.json is the whole report, also what ThreadSanitizer and runs in real
// time happened to see, which differs from run to run. Neither holds seconds; when it was graded is
// the time of the evidence.
//
// **Thread safety**: functions keep nothing. A file is replaced as a whole: a reader sees the old
// or the new one. **Invariants**: a grade that does not follow from its evidence is no result.
#ifndef RACELAB_CHECKER_CLASSROOM_RESULT_STORE_H_
#define RACELAB_CHECKER_CLASSROOM_RESULT_STORE_H_

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "checker/classroom/grade.h"

namespace racelab {

// A result that is to be made: of a lab, with the key of everything that its report depends on.
struct WantedResult {
  std::string lab;
  std::string key;
};

struct StoredResult {
  std::string key;
  GradedLab graded;
};

// By a lab's id: a hash of what a verdict depends on besides the answer, the compiler and the seed:
// the lab, the kit, the runtime, the harness and the running program.
using Fingerprints = std::map<std::string, std::string>;

// Unavailable: a file cannot be read.
absl::StatusOr<Fingerprints> FingerprintsOf(const std::filesystem::path& root,
                                            const std::vector<Lab>& labs);

// The key of a lab's work. `fingerprint` is that of its lab.
std::string KeyOf(const SubmissionRequest& request, const LabWork& work,
                  const std::string& fingerprint);

// Without `handed_in`. nullopt: there is none, or it is damaged.
std::optional<StoredResult> LoadResult(const std::filesystem::path& out, const std::string& student,
                                       const std::string& lab);

// Whether grading again would change nothing: not interrupted, and we did not fail.
bool IsFinal(const Report& report);

// Whether that result is there and final.
bool IsStored(const std::filesystem::path& out, const std::string& student,
              const WantedResult& wanted);

absl::Status SaveResult(const std::filesystem::path& out, const std::string& student,
                        const StoredResult& result);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_RESULT_STORE_H_
