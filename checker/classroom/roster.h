// Roster: who handed something in, from a folder with a folder or an archive of each student.
//
// **Thread safety**: plain values; the functions read the disk and keep nothing.
#ifndef RACELAB_CHECKER_CLASSROOM_ROSTER_H_
#define RACELAB_CHECKER_CLASSROOM_ROSTER_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace racelab {

struct Student {
  std::string name;                          // "ada"
  std::vector<std::filesystem::path> paths;  // one; more is a problem that somebody must solve
};

// Sorted by name. Hidden files and what is neither a folder nor an archive are left out. NotFound,
// InvalidArgument (no folder, nobody in it).
absl::StatusOr<std::vector<Student>> ReadRoster(const std::filesystem::path& folder);

// Every `count`th student from number `index` (1 to `count`) on: what one machine of several
// grades.
std::vector<Student> Shard(const std::vector<Student>& students, int index, int count);

// A name for a file, different for every name of a student, however odd: letters, digits, '-', '_',
// and '.' stand for themselves, other bytes as %41.
std::string FileNameOf(const std::string& student);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_ROSTER_H_
