// Reading and writing of the state files.
#include "checker/cli/state.h"

#include <algorithm>
#include <system_error>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/report/report_format.h"

namespace racelab {

std::optional<Report> State::LastReport(const std::string& lab) const {
  const absl::StatusOr<std::string> json = ReadFile(folder_ / (lab + ".json"));
  if (!json.ok()) return std::nullopt;
  absl::StatusOr<Report> report = ReportFromJson(*json);
  if (!report.ok() || report->lab != lab) return std::nullopt;
  return *std::move(report);
}

absl::Status State::SaveReport(const Report& report) const {
  return Save(report.lab + ".json", FormatJson(report));
}

void State::ForgetReport(const std::string& lab) const {
  std::error_code ignored;  // a file that stays says "failing" where "open" would be better
  std::filesystem::remove(folder_ / (lab + ".json"), ignored);
}

int State::HintsShown(const std::string& lab) const {
  const absl::StatusOr<std::string> text = ReadFile(folder_ / (lab + ".hints"));
  int count = 0;
  if (!text.ok() || !absl::SimpleAtoi(*text, &count)) return 0;
  return std::max(count, 0);
}

absl::Status State::SaveHintsShown(const std::string& lab, int count) const {
  return Save(lab + ".hints", absl::StrCat(count, "\n"));
}

absl::Status State::Save(const std::filesystem::path& file, const std::string& contents) const {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot create ", folder_.string(), ": ", error.message()));
  }
  return WriteFile(folder_ / file, contents);
}

}  // namespace racelab
