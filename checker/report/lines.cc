// The lines that editors read: "file:line: error: message", one for each place of a finding.
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/report/cases.h"
#include "checker/report/explain.h"
#include "checker/report/formats.h"

namespace racelab {
namespace {

const char* SeverityOf(Verdict verdict) { return verdict == Verdict::kFail ? "error" : "warning"; }

// Whether a reader finds the end of the path.
bool IsReadable(const std::string& path) {
  return !path.empty() && path.find(':') == std::string::npos;
}

// "labs/01_lost_update/hit_counter.cc:25", or "" where the place is not in the repository.
std::string Place(const Report& report, const Location& location) {
  const std::string path = PathInRepository(report, location.file);
  return IsReadable(path) && location.line > 0 ? absl::StrCat(path, ":", location.line) : "";
}

// What a finding without a line is about.
std::string Whole(const Report& report) {
  const std::string path = absl::StrCat("labs/", OneLine(report.lab));
  return IsReadable(path) ? path : "labs";
}

std::string Lines(const Report& report, const Found& found) {
  const Finding& finding = *found.finding;
  std::string places, first;
  for (const Location& location : finding.locations) {
    const std::string place = Place(report, location);
    if (place.empty()) continue;
    if (first.empty()) {
      first = place;
    } else if (!location.task.empty()) {
      absl::StrAppend(&places, place, ": note: ", OneLine(location.task), "\n");
    }
  }
  if (first.empty()) first = Whole(report);
  return absl::StrCat(first, ": ", SeverityOf(found.check->verdict), ": ",
                      OneLine(KindTitle(finding.kind)), ": ", OneLine(finding.message), " [",
                      OneLine(found.check->name), "]\n", places);
}

}  // namespace

std::string FormatLines(Labs labs) {
  std::string text;
  for (const Report& report : labs) {
    for (const Found& found : FindingsInOrder(report)) absl::StrAppend(&text, Lines(report, found));
    absl::StrAppend(&text, OneLine(VerdictSentence(report)), "\n");
  }
  return text;
}

}  // namespace racelab
