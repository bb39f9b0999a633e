// Reads the folder of a class.
#include "checker/classroom/roster.h"

#include <algorithm>
#include <map>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/classroom/archive.h"
#include "checker/classroom/submission.h"

namespace racelab {
namespace fs = std::filesystem;

absl::StatusOr<std::vector<Student>> ReadRoster(const fs::path& folder) {
  std::error_code error;
  std::map<std::string, Student> students;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path& path = entry->path();
    if (absl::StartsWith(path.filename().string(), ".")) continue;
    std::error_code ignored;
    const bool taken = fs::is_directory(entry->symlink_status(ignored)) || IsArchiveName(path);
    if (!taken) continue;
    Student& student = students[StudentOf(path)];
    student.name = StudentOf(path);
    student.paths.push_back(path);
  }
  if (error) {
    return absl::NotFoundError(
        absl::StrCat("cannot read ", CleanText(folder.string()), ": ", error.message()));
  }
  if (students.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(CleanText(folder.string()),
                     " holds no submission: put a folder or an archive of each student into it"));
  }
  std::vector<Student> sorted;
  for (auto& [name, student] : students) {
    std::ranges::sort(student.paths);
    sorted.push_back(std::move(student));
  }
  return sorted;
}

std::vector<Student> Shard(const std::vector<Student>& students, int index, int count) {
  std::vector<Student> mine;
  for (size_t i = index - 1; i < students.size(); i += count) mine.push_back(students[i]);
  return mine;
}

std::string FileNameOf(const std::string& student) {
  std::string name = PercentEncode(student, "-_.");
  if (name[0] == '.') name.replace(0, 1, "%2E");  // neither hidden nor a way out
  return name;
}

}  // namespace racelab
