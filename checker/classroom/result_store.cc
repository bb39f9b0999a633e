// Results as JSON: the report as `racelab check --report json` writes it, and what a class adds.
#include "checker/classroom/result_store.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/base/text.h"
#include "checker/check/run_checks.h"
#include "checker/classroom/roster.h"
#include "checker/report/report_format.h"

namespace racelab {
namespace {
namespace fs = std::filesystem;

using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;
constexpr int64_t kMostResult = 64 << 20;

fs::path PathOf(const fs::path& out, const char* folder, const std::string& student,
                const std::string& lab) {
  return out / folder / FileNameOf(student) / absl::StrCat(FileNameOf(lab), ".json");
}

// What of a report every machine would say.
Report Repeatable(Report report) {
  report.isolation.clear();
  for (CheckResult* check : DecidedByLuck(report)) check->verdict = Verdict::kNotRun;
  for (CheckResult& check : report.checks) {
    if (Repeats(check.kind)) continue;
    check.summary.clear();
    check.findings.clear();
  }
  return report;
}

std::string TextOf(const std::string& student, const StoredResult& result, const Report& report) {
  const Json json = {{"format", kFormat},
                     {"student", CleanText(student)},
                     {"key", result.key},
                     {"state", StateName(result.graded.state)},
                     {"days_late", result.graded.days_late},
                     {"points", result.graded.points},
                     {"report", Json::parse(FormatJson(report))}};
  return absl::StrCat(json.dump(1), "\n");
}

// Name and hash of every file below a folder, in order.
std::string Listing(const fs::path& folder) {
  std::vector<std::string> lines;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code ignored;
    if (!fs::is_regular_file(entry->symlink_status(ignored))) continue;
    const absl::StatusOr<std::string> text = ReadFile(entry->path());
    lines.push_back(absl::StrCat(fs::relative(entry->path(), folder, ignored).string(), " ",
                                 text.ok() ? Sha256(*text) : text.status().ToString()));
  }
  std::ranges::sort(lines);
  return absl::StrJoin(lines, "\n");
}

using FileClock = fs::file_time_type::clock;

fs::file_time_type FileTime(absl::Time time) {
  return std::chrono::time_point_cast<fs::file_time_type::duration>(
      FileClock::from_sys(absl::ToChronoTime(time)));
}

absl::Time TimeOf(const fs::path& path) {
  std::error_code error;
  const fs::file_time_type time = fs::last_write_time(path, error);
  if (error) return absl::InfinitePast();
  return absl::FromChrono(
      std::chrono::time_point_cast<std::chrono::system_clock::duration>(FileClock::to_sys(time)));
}

}  // namespace

absl::StatusOr<Fingerprints> FingerprintsOf(const fs::path& root, const std::vector<Lab>& labs) {
  const absl::StatusOr<std::string> program =
      ReadFile(fs::read_symlink("/proc/self/exe"), int64_t{1} << 30);
  if (!program.ok()) return program.status();
  std::string checker = Sha256(*program);
  for (const char* folder :
       {"checker/runtime", "checker/harness", "checker/toolchain/shims", "labs/kit"}) {
    absl::StrAppend(&checker, "\n", Listing(root / folder));
  }
  Fingerprints fingerprints;
  for (const Lab& lab : labs) {
    fingerprints[lab.id] = Sha256(absl::StrCat(checker, "\n", lab.id, "\n", Listing(lab.folder)));
  }
  return fingerprints;
}

std::string KeyOf(const SubmissionRequest& request, const LabWork& work,
                  const std::string& fingerprint) {
  std::string parts =
      absl::StrCat(fingerprint, "\n", request.compiler->fingerprint, "\n", request.seed,
                   request.quick ? " quick\n" : "\n", StateName(work.state));
  for (const std::string& file : work.lab->manifest.edit) {
    const absl::StatusOr<std::string> text = ReadFile(work.folder / file, 1 << 20);
    absl::StrAppend(&parts, "\n", file, " ", text.ok() ? Sha256(*text) : text.status().ToString());
  }
  return Sha256(parts);
}

std::optional<StoredResult> LoadResult(const fs::path& out, const std::string& student,
                                       const std::string& lab) {
  const fs::path evidence = PathOf(out, "evidence", student, lab);
  const absl::StatusOr<std::string> text = ReadFile(evidence, kMostResult);
  const absl::StatusOr<std::string> grade =
      ReadFile(PathOf(out, "results", student, lab), kMostResult);
  if (!text.ok() || !grade.ok()) return std::nullopt;
  try {
    const Json json = Json::parse(*text);
    if (json.at("format") != kFormat) return std::nullopt;
    absl::StatusOr<Report> report = ReportFromJson(json.at("report").dump());
    if (!report.ok()) return std::nullopt;
    StoredResult result{.key = json.at("key"), .graded = {.report = *std::move(report)}};
    const std::optional<LabWork::State> state = StateNamed(json.at("state"));
    if (!state) return std::nullopt;
    result.graded.state = *state;
    result.graded.days_late = json.at("days_late");
    result.graded.points = json.at("points");
    result.graded.when = TimeOf(evidence);
    const Report repeatable = Repeatable(result.graded.report);
    if (*grade != TextOf(student, result, repeatable)) return std::nullopt;
    return result;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

bool IsFinal(const Report& report) {
  return report.complete && ReportVerdict(report) != Verdict::kInconclusive;
}

bool IsStored(const fs::path& out, const std::string& student, const WantedResult& wanted) {
  const std::optional<StoredResult> stored = LoadResult(out, student, wanted.lab);
  return stored && stored->key == wanted.key && IsFinal(stored->graded.report);
}

absl::Status SaveResult(const fs::path& out, const std::string& student,
                        const StoredResult& result) {
  Report report = result.graded.report;
  for (CheckResult& check : report.checks) check.seconds = 0;
  const fs::path evidence = PathOf(out, "evidence", student, report.lab);
  const fs::path grade = PathOf(out, "results", student, report.lab);
  std::error_code error;
  for (const fs::path& folder : {evidence.parent_path(), grade.parent_path()}) {
    fs::create_directories(folder, error);
    if (!error) continue;
    return absl::UnavailableError(
        absl::StrCat(CleanText(folder.string()), ": cannot be made: ", error.message()));
  }
  absl::Status written = WriteFile(evidence, TextOf(student, result, report));
  if (written.ok()) fs::last_write_time(evidence, FileTime(result.graded.when), error);
  // The last, because whoever waits for a result looks for it.
  return written.ok() ? WriteFile(grade, TextOf(student, result, Repeatable(report))) : written;
}

}  // namespace racelab
