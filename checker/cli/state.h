// State: what racelab remembers about a student's own work, in <root>/.racelab/.
//
// One file per lab holds the last report as JSON, another the number of hints shown. The
// folder can be removed at any time; nothing but `list` and `hint` depends on it.
//
// **Thread safety**: functions on files; two racelab at once leave one of the two states.
#ifndef RACELAB_CHECKER_CLI_STATE_H_
#define RACELAB_CHECKER_CLI_STATE_H_

#include <filesystem>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "checker/result/report.h"

namespace racelab {

class State {
 public:
  explicit State(const std::filesystem::path& root) : folder_(root / ".racelab") {}

  // nullopt when the lab was never checked or the file is not readable.
  std::optional<Report> LastReport(const std::string& lab) const;
  absl::Status SaveReport(const Report& report) const;
  void ForgetReport(const std::string& lab) const;

  int HintsShown(const std::string& lab) const;
  absl::Status SaveHintsShown(const std::string& lab, int count) const;

 private:
  absl::Status Save(const std::filesystem::path& file, const std::string& contents) const;

  const std::filesystem::path folder_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_STATE_H_
