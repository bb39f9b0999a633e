// Source lines for reports, and reports into files.
#include "checker/cli/report_output.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/base/text.h"
#include "checker/cli/console.h"

namespace racelab {
namespace {

constexpr int64_t kMaxSource = 1 << 20;

std::vector<std::string> ReadLines(const std::filesystem::path& path) {
  const absl::StatusOr<std::string> text = ReadFile(path, kMaxSource);
  if (!text.ok()) return {};
  return absl::StrSplit(*text, '\n');
}

// Into a device or a FIFO as it stands: WriteFile would put a regular file in its place.
absl::Status WriteToDevice(const std::string& path, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "we");
  const bool written =
      file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const int error = errno;
  const bool closed = file != nullptr && std::fclose(file) == 0;
  if (written && closed) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot write ", path, ": ", std::strerror(written ? errno : error)));
}

// `format_as` makes the text in a format; `sentence` is for stderr when nothing goes to stdout.
bool WriteAll(
    const std::function<std::string(const ReportFormat&, const TerminalStyle&)>& format_as,
    const std::string& sentence, const std::vector<ReportTarget>& targets,
    const TerminalStyle& style) {
  bool ok = true, printed = false;
  for (const ReportTarget& target : targets) {
    const bool to_stdout = target.path.empty() || target.path == "-";
    TerminalStyle target_style = style;
    if (!to_stdout) target_style.color = false;
    const std::string text = format_as(*FindReportFormat(target.format), target_style);
    if (to_stdout) {
      Print(text);
      printed = true;
    } else if (const absl::Status status = WriteTarget(target.path, text); !status.ok()) {
      Complain(std::string(status.message()));
      ok = false;
    }
  }
  if (!printed) std::fprintf(stderr, "%s\n", CleanText(sentence).c_str());
  return ok;
}

}  // namespace

absl::Status WriteTarget(const std::string& path, const std::string& text) {
  if (path == "-") {
    Print(text);
    return absl::OkStatus();
  }
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status)) {
    return absl::InvalidArgumentError(absl::StrCat("cannot write ", path, ": it is a folder"));
  }
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    return WriteToDevice(path, text);
  }
  return WriteFile(path, text);
}

std::function<std::string(const std::string&, int)> SourceReader(
    const Lab& lab, const std::filesystem::path& submission) {
  auto cache = std::make_shared<std::map<std::string, std::vector<std::string>>>();
  const std::vector<std::string> edit = lab.manifest.edit;
  return [cache, edit, submission, folder = lab.folder](const std::string& file, int line) {
    const bool edited = std::find(edit.begin(), edit.end(), file) != edit.end();
    if (!edited && (file.empty() || file.find('/') != std::string::npos)) return std::string();
    const auto [entry, is_new] = cache->try_emplace(file);
    if (is_new) entry->second = ReadLines((edited ? submission : folder) / file);
    const std::vector<std::string>& lines = entry->second;
    return line >= 1 && static_cast<size_t>(line) <= lines.size() ? lines[line - 1] : std::string();
  };
}

bool WriteReports(Labs labs, const std::vector<ReportTarget>& targets, const TerminalStyle& style) {
  const auto format_as = [labs](const ReportFormat& format, const TerminalStyle& target_style) {
    return format.labs(labs, target_style);
  };
  return WriteAll(format_as, Sentences(labs), targets, style);
}

bool WriteReports(const Exploration& exploration, const std::vector<ReportTarget>& targets,
                  const TerminalStyle& style) {
  const auto format_as = [&](const ReportFormat& format, const TerminalStyle& target_style) {
    return format.exploration(exploration, target_style);
  };
  return WriteAll(format_as, VerdictSentence(exploration), targets, style);
}

}  // namespace racelab
