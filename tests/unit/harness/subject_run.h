// Builds subject.cc with the harness in one variant, runs it and reads its record back.
#ifndef RACELAB_TESTS_UNIT_HARNESS_SUBJECT_RUN_H_
#define RACELAB_TESTS_UNIT_HARNESS_SUBJECT_RUN_H_

#include <filesystem>
#include <string>
#include <vector>

#include "checker/base/files.h"
#include "checker/base/subprocess.h"

namespace racelab {

using Fields = std::vector<std::string>;  // one line of the record

struct SubjectRun {
  CommandResult result;
  std::string record;  // raw
  std::vector<Fields> lines;
  // The lines whose first field is `word`.
  std::vector<Fields> Lines(const std::string& word) const;
};

std::vector<Fields> ParseRecord(const std::string& record);

class Subject {
 public:
  // Compiles and links. `family` is "gcc" or "clang" (the highest that is installed).
  static absl::StatusOr<Subject> Build(const std::string& family, bool tsan);

  // Runs one test. `perturb` becomes $RACELAB_PERTURB.
  SubjectRun Run(const std::string& test, const std::string& perturb = "") const;

  // Starts a test that never ends and sends SIGUSR2 to all its threads until one of them answers
  // from the line marked "// line: NAME". False after 60 s. The program is ended in any case.
  bool AnswersFrom(const std::string& test, const std::string& line_name) const;

  // Runs one test and sends SIGUSR2 to all its threads 300 times. The status as of waitpid().
  int StatusWhenAsked(const std::string& test) const;

  // Whether one of the counters ("401000,401020") is on the line marked "// line: NAME".
  bool IsOnLine(const std::string& counters, const std::string& line_name) const;

  // Links the harness with one more file; the linker's messages are in the result.
  CommandResult LinkWith(const std::filesystem::path& source) const;

 private:
  Subject(TempDir folder, std::vector<std::string> compile, std::vector<std::string> link)
      : folder_(std::move(folder)), compile_(std::move(compile)), link_(std::move(link)) {}
  CommandResult Link(const std::vector<std::string>& objects, const std::string& output) const;
  pid_t Start(const std::string& test, int record) const;
  std::vector<Fields> Record() const;
  std::string Path(const std::string& name) const { return (folder_.path() / name).string(); }

  TempDir folder_;
  std::vector<std::string> compile_;  // compiler and flags
  std::vector<std::string> link_;     // libraries and flags
  std::vector<std::string> objects_;  // the harness's
};

// The number of the line of subject.cc that ends with "// line: NAME".
int MarkedLine(const std::string& name);

}  // namespace racelab

#endif  // RACELAB_TESTS_UNIT_HARNESS_SUBJECT_RUN_H_
